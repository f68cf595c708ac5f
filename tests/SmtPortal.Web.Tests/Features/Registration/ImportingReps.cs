using Microsoft.EntityFrameworkCore;
using SmtPortal.Web.Data.Seed;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Registration;

public sealed class ImportingReps(PortalHost host) : IClassFixture<PortalHost>
{
    [Fact]
    public async Task A_file_replaces_the_list()
    {
        Assert.Empty(await Import("name,certificate,remark\r\n\"Bright, Inc\",19001,new\r\nTXU,10004,\r\n"));
        Assert.Equal(
            [("10004", "TXU"), ("19001", "Bright, Inc")],
            (await host.Db(db => db.Reps.OrderBy(r => r.Certificate).ToListAsync())).Select(r => (r.Certificate, r.Name)));
    }

    [Theory]
    [InlineData("number,name\n1,A\n", "Line 1: the header must name the columns 'certificate' and 'name', with a comma between them.")]
    [InlineData("certificate,name\n10004,A\n1004,B\n", "Line 3: the certificate must have five digits, such as 10004.")]
    [InlineData("certificate,name\n10004,A\n\n10004,B\n", "Line 4: certificate 10004 stands in the file twice.")]
    [InlineData("certificate,name\n10004, \n", "Line 2: the name must have 1 to 120 characters.")]
    [InlineData("certificate,name\n10004\n", "Line 2: has fewer columns than the header.")]
    [InlineData("certificate,name\n", "The file has no rows below its header.")]
    [InlineData("", "Line 1: the header must name the columns 'certificate' and 'name', with a comma between them.")]
    [InlineData("certificate,name\n10004,\"A\n10007,B\n", "Line 2: cannot be read as CSV. Look for a quote that is not closed, or an end of line that is missing.")]
    public async Task A_damaged_file_is_refused_with_line_and_reason_and_changes_nothing(string file, string reason)
    {
        var before = await host.Db(db => db.Reps.CountAsync());
        Assert.Equal([reason], await Import(file));
        Assert.Equal(before, await host.Db(db => db.Reps.CountAsync()));
    }

    [Fact]
    public async Task A_file_without_line_ends_is_not_read_to_its_end() =>
        Assert.StartsWith("Line 2: cannot be read as CSV.", Assert.Single(await Import("certificate,name\n10004," + new string('x', 10_000_000))), StringComparison.Ordinal);

    private Task<IReadOnlyList<string>> Import(string file) =>
        host.Use<ImportReps, IReadOnlyList<string>>(import => import.ExecuteAsync(new StringReader(file), TestContext.Current.CancellationToken));
}
