using FluentValidation;
using Hangfire;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.Options;
using SmtPortal.Web.Data;
using SmtPortal.Web.Data.Seed;
using SmtPortal.Web.Data.Usage;
using SmtPortal.Web.Email;
using SmtPortal.Web.Features.AccessHistory;
using SmtPortal.Web.Features.Agreements;
using SmtPortal.Web.Features.Bulk;
using SmtPortal.Web.Features.Companies;
using SmtPortal.Web.Features.Customers;
using SmtPortal.Web.Features.Delivery;
using SmtPortal.Web.Features.EmailAddresses;
using SmtPortal.Web.Features.Esiids;
using SmtPortal.Web.Features.Extensions;
using SmtPortal.Web.Features.Han;
using SmtPortal.Web.Features.Inbox;
using SmtPortal.Web.Features.Invitations;
using SmtPortal.Web.Features.Languages;
using SmtPortal.Web.Features.Ledger;
using SmtPortal.Web.Features.Mail;
using SmtPortal.Web.Features.Occupancies;
using SmtPortal.Web.Features.OccupancyClaims;
using SmtPortal.Web.Features.Profile;
using SmtPortal.Web.Features.Ratings;
using SmtPortal.Web.Features.Registration;
using SmtPortal.Web.Features.Reports;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Features.Usage;
using SmtPortal.Web.Formats;
using SmtPortal.Web.Identity;
using SmtPortal.Web.Jobs;

namespace SmtPortal.Web.Hosting;

/// <summary>Puts the portal together. One line for each part; what a part needs stands with the part.</summary>
public static class PortalSetup
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var portal = builder.AddSettings<PortalOptions>(PortalOptions.Section);
        var jobs = builder.AddSettings<JobOptions>(JobOptions.Section);
        var database = builder.AddSettings<DatabaseOptions>(DatabaseOptions.Section);
        var rules = builder.AddSettings<RuleOptions>(RuleOptions.Section);
        builder.AddSettings<RetentionOptions>(RetentionOptions.Section);
        StartChecks.Check(builder.Environment, portal, database, jobs, rules);
        DataSetup.WarmUp(database);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(database);
        services.AddSingleton<DatabaseStart>();
        services.AddPortalData(database);
        if (portal.Demo)
            services.AddDemoFileServer();
        services.AddPortalJobs(database, jobs);
        builder.AddKeyRing();
        services.AddPortalIdentity(portal, rules);
        if (portal.Demo)
            services.AddDemo();
        services.AddPortalRateLimits(builder.Configuration);
        builder.AddPortalEmail(portal);
        builder.AddTelemetry();
        services.AddHealthChecks().AddDbContextReady();
        services.AddLocalization();
        services.AddValidatorsFromAssemblyContaining<PortalOptions>(includeInternalTypes: false);
        builder.AddSettings<InboxOptions>(InboxOptions.Section);
        builder.AddSettings<DeliveryOptions>(DeliveryOptions.Section);
        builder.AddSettings<IntervalCsvOptions>(IntervalCsvOptions.Section);
        services.AddFeatures();
        builder.AddLedger();
        services.AddControllersWithViews(mvc => mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute()))
            .AddCookieTempDataProvider(cookie => portal.Harden(cookie.Cookie, "banner"));
        services.Configure<RazorViewEngineOptions>(razor => razor.ViewLocationExpanders.Add(new FeatureViewLocations()));
        services.AddAntiforgery(antiforgery => portal.Harden(antiforgery.Cookie, "form"));
        services.AddKnownProxies(builder.Configuration);
        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
    }

    public static void UsePortal(this WebApplication app)
    {
        var portal = app.Services.GetRequiredService<IOptions<PortalOptions>>().Value;
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseRefusalLog();
        if (app.Configuration.GetSection(KnownProxies.Setting).Exists())
            app.UseForwardedHeaders();
        if (!portal.Demo)
            app.UseHsts().UseHttpsRedirection();
        app.UseRequestLocalization(localization =>
        {
            localization.SetDefaultCulture("en-US").AddSupportedCultures("en-US", "es-US").AddSupportedUICultures("en-US", "es-US", "en", "es");
            localization.ApplyCurrentCultureToResponseHeaders = true;
            localization.RequestCultureProviders.OfType<CookieRequestCultureProvider>().Single().CookieName = portal.CookieName("language");
        });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets().AllowAnonymous();
        app.MapPortalHealth();
        app.MapHangfireDashboardWithAuthorizationPolicy(Policies.Operator, SecurityHeaders.DashboardPath, new DashboardOptions
        {
            AppPath = "/ops",
            DashboardTitle = "SmtPortal jobs",
            DisplayStorageConnectionString = false,
        });
        app.MapControllers();
        app.MapFallback("{**path}", context => { context.Response.StatusCode = StatusCodes.Status404NotFound; return Task.CompletedTask; }).AllowAnonymous();
    }

    /// <summary>Everything that must be there before the first request, job or hosted service.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.Demo)
            StartChecks.CheckDemoAddresses(StartChecks.ConfiguredAddresses(app.Configuration).Concat(app.Urls));
        await app.Services.GetRequiredService<DatabaseStart>().PrepareAsync(app.Lifetime.ApplicationStopping);
        await using (var scope = app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ImportReps>().SeedAsync(app.Lifetime.ApplicationStopping);
        if (app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.Demo)
            await app.PrepareDemoAsync();
    }

    /// <summary>Use cases and jobs, a line each.</summary>
    private static void AddFeatures(this IServiceCollection services)
    {
        services.AddScoped<CustomerContacts>();
        services.AddScoped<InvitationDoor>();
        services.AddScoped<InvitationMail>();
        services.AddScoped<CodeEntry>();
        services.AddScoped<NewInvitation>();
        services.AddScoped<PreviewInvitation>();
        services.AddScoped<InvitationEnd>();
        services.AddScoped<CreateInvitation>();
        services.AddScoped<CompanyInvitationLists>();
        services.AddScoped<ExportInvitations>();
        services.AddBulk();
        services.AddScoped<ResendInvitation>();
        services.AddScoped<WithdrawInvitation>();
        services.AddScoped<AcceptInvitation>();
        services.AddScoped<RejectInvitation>();
        services.AddScoped<BlockCompany>();
        services.AddScoped<UnblockCompany>();
        services.AddScoped<GiveRejectionReason>();
        services.AddScoped<KeepInvitation>();
        services.AddScoped<ExpireInvitations>();
        services.AddScoped<AgreementEnd>();
        services.AddScoped<TerminateAgreement>();
        services.AddScoped<ExpireAgreements>();
        services.AddScoped<RemindOfEnds>();
        services.AddScoped<StopAllSharing>();
        services.AddScoped<SendYearlySummaries>();
        services.AddScoped<ExportAgreements>();
        services.AddScoped<CompanyAgreementLists>();
        services.AddExtensions();
        services.AddRatings();
        services.AddOccupancyEnd();
        services.AddHan();
        services.AddOccupancyClaims();
        services.AddScoped<EsiidProof>();
        services.AddScoped<ProofLimits>();
        services.AddScoped<OpenedByLink>();
        services.AddScoped<RepChoices>();
        services.AddScoped<RegistrationsOfAddress>();
        services.AddScoped<RegisterCustomer>();
        services.AddScoped<TakeEsiid>();
        services.AddScoped<AddEsiid>();
        services.AddScoped<AddEsiidsFromFile>();
        services.AddScoped<ClaimProven>();
        services.AddScoped<ConfirmAddress>();
        services.AddScoped<RemoveUnconfirmedAccounts>();
        services.AddScoped<SaveProfile>();
        services.AddScoped<CloseAccount>();
        services.AddScoped<ReplaceCode>();
        services.AddAddressChange();
        services.AddScoped<ImportReps>();
        services.AddScoped<ChooseLanguage>();
        services.AddScoped<UsageStore>();
        services.AddScoped<TellFirstAccess>();
        services.AddScoped<PurgeActivity>();
        services.AddScoped<PurgeAgreements>();
        services.AddScoped<PurgeInvitations>();
        services.AddScoped<PurgeMail>();
        services.AddScoped<PurgeUsage>();
        services.AddCompanies();
        services.AddDelivery();
        services.AddSecurity();
        services.AddReports();
        services.AddInbox();
    }

    /// <summary>Binds a section, for injection and for the set-up itself.</summary>
    private static TOptions AddSettings<TOptions>(this WebApplicationBuilder builder, string section)
        where TOptions : class, new()
    {
        builder.Services.Configure<TOptions>(builder.Configuration.GetSection(section));
        return builder.Configuration.GetSection(section).Get<TOptions>() ?? new TOptions();
    }
}
