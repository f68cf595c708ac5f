using System.Text;

namespace SmtPortal.Web.Email;

/// <summary>Writes the text part of a mail: wrapped, with addresses on lines of their own.</summary>
public sealed class EmailText(EmailLinks links)
{
    /// <summary>Longest line in characters; a longer word stands alone and is not broken.</summary>
    public const int Width = 76;

    private readonly StringBuilder written = new();

    public EmailLinks Links { get; } = links;

    public EmailText Line(string line)
    {
        written.Append(line).Append('\n');
        return this;
    }

    /// <summary>Words wrapped into lines that start with <paramref name="first"/>, then with <paramref name="next"/>.</summary>
    public EmailText Lines(string words, string first = "", string next = "")
    {
        var line = new StringBuilder(first);
        var empty = true;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                Line(line.ToString());
                line.Clear().Append(next);
                empty = true;
            }

            if (!empty)
                line.Append(' ');
            line.Append(word);
            empty = false;
        }

        return Line(line.ToString());
    }

    public override string ToString() => written.ToString();
}
