using SmtPortal.Web.Formats;

namespace SmtPortal.Web.Features.Shared;

/// <summary>A list as a file that the browser keeps.</summary>
public static class ListResponse
{
    /// <summary>Says what follows in the body.</summary>
    /// <param name="name">Of the file, without its ending.</param>
    public static void BeginList(this HttpResponse response, ListFormat format, string name)
    {
        response.ContentType = ListWriter.MediaTypeOf(format);
        response.Headers.ContentDisposition = $"attachment; filename={name}.{(format == ListFormat.Csv ? "csv" : "xlsx")}";
    }
}
