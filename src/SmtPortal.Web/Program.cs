using SmtPortal.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddPortal();
var app = builder.Build();
app.UsePortal();
await app.PrepareAsync();
if (Commands.IsCommand(args))
    return await app.RunCommandAsync(args);
await app.RunAsync();
return 0;

public partial class Program;
