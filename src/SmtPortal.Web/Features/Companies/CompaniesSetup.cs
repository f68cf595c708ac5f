using SmtPortal.Web.Features.Audit;

namespace SmtPortal.Web.Features.Companies;

public static class CompaniesSetup
{
    /// <summary>Third-Party companies as such: how they come in, who works in them, what operators decide about them.</summary>
    public static IServiceCollection AddCompanies(this IServiceCollection services) => services
        .AddScoped<AuditLog>()
        .AddScoped<CompanyContacts>()
        .AddScoped<CompanyRegistrationParts>()
        .AddScoped<RegisterCompany>()
        .AddScoped<ConfirmCompany>()
        .AddScoped<RemoveOldRegistrations>()
        .AddScoped<ApproveCompany>()
        .AddScoped<RefuseCompany>()
        .AddScoped<SuspendCompany>()
        .AddScoped<ResumeCompany>()
        .AddScoped<CloseCompany>()
        .AddScoped<EndClosedAgreements>()
        .AddScoped<WithdrawClosedInvitations>()
        .AddScoped<WindUpCompanies>()
        .AddScoped<ChangeCompanyProfile>()
        .AddScoped<ConfirmNotificationAddress>()
        .AddScoped<ChooseCompanyMail>()
        .AddScoped<SendDigests>()
        .AddScoped<ColleagueParts>()
        .AddScoped<InviteColleague>()
        .AddScoped<WithdrawColleague>()
        .AddScoped<JoinCompany>()
        .AddScoped<ChangeColleague>();
}
