using SmtPortal.Web.Features.Mail;
using SmtPortal.Web.Hosting;

namespace SmtPortal.Web.Email;

public static class EmailSetup
{
    /// <summary>Mail: the outbox, its job, links in mails and the mail server, which in the demo is a catcher in this process.</summary>
    public static void AddPortalEmail(this WebApplicationBuilder builder, PortalOptions portal)
    {
        var services = builder.Services;
        services.Configure<SmtpOptions>(builder.Configuration.GetSection(SmtpOptions.Section));
        services.AddSingleton<PortalLinks>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<Outbox>();
        services.AddScoped<HeldLink>();
        services.AddScoped<IMailTransport, SmtpMailTransport>();
        services.AddScoped<SendDueMail>();
        services.AddScoped<SweepMail>();
        services.AddScoped<ResendEmail>();
        if (portal.Demo)
            services.AddDemoMail();
    }
}
