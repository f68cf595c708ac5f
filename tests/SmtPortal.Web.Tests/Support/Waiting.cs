namespace SmtPortal.Web.Tests.Support;

/// <summary>Waits for what another thread or process does soon.</summary>
public static class Waiting
{
    /// <summary>Returns when the condition holds; fails the test when it does not within half a minute.</summary>
    public static async Task Until(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 600, "It did not happen in half a minute.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
