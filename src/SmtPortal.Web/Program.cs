using SmtPortal.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddPortal();
var app = builder.Build();
if (Commands.IsCommand(args))
{
    app.UsePortal();
    return await app.RunCommandAsync(args);
}

// The database's part of the start and that of the pages do not wait for each other.
var prepared = Task.Run(app.PrepareAsync);
app.UsePortal();
await prepared;
await app.RunAsync();
return 0;

public partial class Program;
