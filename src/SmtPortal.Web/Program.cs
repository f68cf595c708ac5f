using SmtPortal.Web.Hosting;

var builder = WebApplication.CreateBuilder(args);
builder.AddPortal();
var app = builder.Build();
app.UsePortal();
if (Commands.IsCommand(args))
    return await app.RunCommandAsync(args);
await app.PrepareAsync();
await app.RunAsync();
return 0;

public partial class Program;
