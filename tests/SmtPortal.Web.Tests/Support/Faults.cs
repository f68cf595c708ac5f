namespace SmtPortal.Web.Tests.Support;

public static class Faults
{
    /// <summary>Fails with the whole list, a line for each fault.</summary>
    public static void None(IEnumerable<string> faults, string advice = "")
    {
        var all = faults.ToList();
        if (all.Count > 0)
            Assert.Fail($"{all.Count} found. {advice}\n{string.Join('\n', all)}");
    }
}
