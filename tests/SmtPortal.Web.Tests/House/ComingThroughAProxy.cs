using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

public sealed class ComingThroughAProxy(ComingThroughAProxy.ProxiedHost host) : IClassFixture<ComingThroughAProxy.ProxiedHost>
{
    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("127.0.0.1", false)]
    public async Task Only_a_known_network_is_believed_about_the_scheme(string proxy, bool believed)
    {
        var http = host.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("http://smtportal.test") });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add(ProxiedHost.From, proxy);
        using var answer = await http.SendAsync(request);
        Assert.Equal(believed ? HttpStatusCode.OK : HttpStatusCode.RedirectKeepVerb, answer.StatusCode);
    }

    public sealed class ProxiedHost(TestDatabase databases) : PortalHost(databases)
    {
        public const string From = "X-Test-From";

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["ForwardedHeaders:KnownNetworks:0"] = "10.1.0.0/16",
            ["HTTPS_PORT"] = "443",
        };

        protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<IStartupFilter, Connection>();
    }

    /// <summary>The address that the connection comes from, which an in-process server does not have.</summary>
    private sealed class Connection : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[ProxiedHost.From].ToString());
                return rest(context);
            });
            next(app);
        };
    }
}
