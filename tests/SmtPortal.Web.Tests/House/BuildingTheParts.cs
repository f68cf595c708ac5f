using FluentValidation;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Web.Jobs;
using SmtPortal.Web.Tests.Support;

namespace SmtPortal.Web.Tests.House;

/// <summary>A service that nobody registered shows only when its page is opened or its job is due; here it shows at once.</summary>
public sealed class BuildingTheParts(PortalHost host) : IClassFixture<PortalHost>
{
    private static IEnumerable<Type> Types => typeof(Program).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false });

    private static IReadOnlyList<Type> JobTypes => [.. Types.Where(type => type.IsAssignableTo(typeof(IJob)))];

    [Fact]
    public async Task Every_controller_can_be_made()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var controllers = Parts.Actions(host.Services).Select(action => action.ControllerTypeInfo.AsType()).Distinct().ToList();
        Assert.NotEmpty(controllers);
        Faults.None(controllers.Select(type => Parts.Fault(type.Name, () => ActivatorUtilities.CreateInstance(scope.ServiceProvider, type))).OfType<string>());
    }

    [Fact]
    public async Task Every_service_that_an_action_asks_for_is_there()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var asked = Parts.AskedByActions(host.Services);
        Assert.NotEmpty(asked);
        Faults.None(Parts.Missing(scope.ServiceProvider, asked));
    }

    [Fact]
    public async Task Every_validator_is_registered()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var forms = Types.SelectMany(type => type.GetInterfaces()).Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IValidator<>)).Distinct().ToList();
        Assert.NotEmpty(forms);
        Faults.None(Parts.Missing(scope.ServiceProvider, forms.Select(type => (type.GetGenericArguments()[0].Name, type))));
    }

    [Fact]
    public async Task Every_job_can_be_made()
    {
        await using var scope = host.Services.CreateAsyncScope();
        Faults.None(Parts.Missing(scope.ServiceProvider, JobTypes.Concat(RecurringJobs.All.Select(job => job.Type)).Distinct().Select(type => (type.Name, type))));
    }

    [Fact]
    public void No_job_is_tried_again_by_Hangfire() =>
        Faults.None(JobTypes.Where(type => type.GetCustomAttributes(typeof(AutomaticRetryAttribute), inherit: true).OfType<AutomaticRetryAttribute>().SingleOrDefault()?.Attempts != 0)
            .Select(type => type.Name), "The rows hold the attempts: add [AutomaticRetry(Attempts = 0)].");

    [Fact]
    public void Every_line_of_the_crontab_is_of_its_own_name_and_a_job()
    {
        Faults.None(RecurringJobs.All.GroupBy(job => job.Name).Where(same => same.Count() > 1).Select(same => same.Key));
        Faults.None(RecurringJobs.All.Where(job => !job.Type.IsAssignableTo(typeof(IJob))).Select(job => job.Name));
    }
}
