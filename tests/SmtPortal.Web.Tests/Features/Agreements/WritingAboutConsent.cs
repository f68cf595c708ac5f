using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Domain.Shared;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.Features.Agreements;

/// <summary>
/// Section 10, INV-4: the whole text of every mail about invitations, agreements, extensions and occupancies, as its receiver
/// reads it. The texts stand in a file for each language; what a company gets is English only.
/// </summary>
[Trait("Once", "true")]
public sealed class WritingAboutConsent(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Mark = "######## ";
    private static readonly string[] Folders = ["Invitations", "Agreements", "Extensions", "Occupancies"];
    private static readonly Dictionary<Language, IReadOnlyDictionary<string, string>> Texts = Enum.GetValues<Language>().ToDictionary(language => language, Read);

    public static TheoryData<string, Language> Mails => [.. Enum.GetValues<Language>().SelectMany(language => NamesIn(language).Select(name => (name, language)))];

    [Theory]
    [MemberData(nameof(Mails))]
    public void It_reads(string name, Language language)
    {
        var (subject, body) = host.Services.GetRequiredService<Outbox>().Write(ConsentMails.All[name], language);
        Assert.Equal(Texts[language].GetValueOrDefault(name), $"Subject: {subject}\n\n{body.ToText(new EmailLinks("https://portal.test", "TOKEN"))}".TrimEnd());
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Spanish)]
    public void No_text_is_of_a_mail_that_is_not_written(Language language) => Assert.Equal(NamesIn(language).Order(), Texts[language].Keys.Order());

    [Fact]
    public void Every_mail_of_these_features_is_read()
    {
        var classes = typeof(PortalEmail).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PortalEmail)) && Folders.Contains(type.Namespace!.Split('.')[^1])).ToList();
        Assert.NotEmpty(classes);
        Assert.Equal(classes.Select(type => type.Name).Order(), ConsentMails.All.Values.Select(mail => mail.GetType().Name).Distinct().Order());
    }

    private static IEnumerable<string> NamesIn(Language language) =>
        ConsentMails.All.Where(mail => language == Language.English || mail.Value is not ICompanyNews).Select(mail => mail.Key);

    private static IReadOnlyDictionary<string, string> Read(Language language) =>
        Repository.Read($"tests/SmtPortal.Web.Tests/Features/Agreements/WritingAboutConsent.{language}.txt").ReplaceLineEndings("\n")
            .Split(Mark, StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(part => part[..part.IndexOf('\n', StringComparison.Ordinal)], part => part[part.IndexOf('\n', StringComparison.Ordinal)..].Trim());
}
