using System.Net;

namespace SmtPortal.Web.Email;

/// <summary>The sheet of paper that every mail is written on: 600 pixels at most, one column, light and dark.</summary>
public static class EmailFrame
{
    /// <summary>Rules that cannot be inline: mail programs that know no media queries show the light palette.</summary>
    private const string Rules = """
        body{margin:0;padding:0}
        @media (max-width:480px){.sheet{padding:24px 20px!important}.button-frame,.button-text,.button-plain-text{width:100%!important;box-sizing:border-box;text-align:center}
        .fact-label,.fact{display:block!important;width:auto!important}.fact-label{padding:10px 0 0!important;border-bottom:0!important}.fact{padding:0 0 10px!important}}
        @media (prefers-color-scheme:dark){
        body,.desk{background:#0e1a1b!important}.sheet,.foot{background:#152527!important}
        .heading,.brand{color:#8fd6d3!important}.copy,.quote,.fact{color:#e6eeec!important}.fact-label,.small{color:#a9bdbb!important}
        .facts,.facts td{border-color:#2c4346!important}.link{color:#8fd6d3!important}
        .button{background:#8fd6d3!important}.button-text{color:#0e1a1b!important;border-color:#8fd6d3!important}
        .button-plain{background:#152527!important}.button-plain-text{color:#8fd6d3!important;border-color:#8fd6d3!important}}
        """;

    /// <summary>A whole document.</summary>
    /// <param name="content">Encoded HTML of the blocks.</param>
    /// <param name="subject">Subject, for the title.</param>
    /// <param name="glimpse">What mail programs show beside the subject in their list.</param>
    /// <param name="language">Two-letter code.</param>
    public static string Around(string content, string subject, string glimpse, string language) => $"""
        <!DOCTYPE html>
        <html lang="{language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>{WebUtility.HtmlEncode(subject)}</title>
        <style>{Rules}</style>
        </head>
        <body style="margin:0;padding:0;background:#f3f5f0">
        <div style="display:none;max-height:0;overflow:hidden">{WebUtility.HtmlEncode(glimpse)}</div>
        <table role="presentation" class="desk" width="100%" cellpadding="0" cellspacing="0" style="width:100%;background:#f3f5f0">
        <tr><td align="center" style="padding:24px 12px">
        <table role="presentation" width="600" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif">
        <tr><td style="padding:0 4px 14px"><span class="brand" style="font-size:18px;line-height:24px;font-weight:700;color:#0d4f54">SmtPortal</span></td></tr>
        <tr><td style="height:5px;line-height:5px;font-size:0;background:#f4b740;border-radius:10px 10px 0 0">&nbsp;</td></tr>
        <tr><td class="sheet" style="padding:32px 36px;background:#fffdf8;border-radius:0 0 10px 10px">
        {content}</td></tr>
        </table>
        </td></tr>
        </table>
        </body>
        </html>

        """;
}
