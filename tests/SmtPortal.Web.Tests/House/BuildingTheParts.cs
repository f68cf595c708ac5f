using FluentValidation;
using Hangfire;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
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
        var controllers = Actions().Select(action => action.ControllerTypeInfo.AsType()).Distinct().ToList();
        Assert.NotEmpty(controllers);
        Faults.None(controllers.Select(type => Fault(type.Name, () => ActivatorUtilities.CreateInstance(scope.ServiceProvider, type))).OfType<string>());
    }

    [Fact]
    public async Task Every_service_that_an_action_asks_for_is_there()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var asked = Actions().SelectMany(action => action.Parameters.OfType<ControllerParameterDescriptor>()
            .Where(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Services || parameter.ParameterInfo.IsDefined(typeof(FromServicesAttribute), inherit: true))
            .Select(parameter => (Name: $"{action.ControllerName}.{action.ActionName} {parameter.Name}", parameter.ParameterType))).ToList();
        Assert.NotEmpty(asked);
        Faults.None(asked.Select(ask => Fault(ask.Name, () => scope.ServiceProvider.GetRequiredService(ask.ParameterType))).OfType<string>());
    }

    [Fact]
    public async Task Every_validator_is_registered()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var forms = Types.SelectMany(type => type.GetInterfaces()).Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IValidator<>)).Distinct().ToList();
        Assert.NotEmpty(forms);
        Faults.None(forms.Select(type => Fault(type.GetGenericArguments()[0].Name, () => scope.ServiceProvider.GetRequiredService(type))).OfType<string>());
    }

    [Fact]
    public async Task Every_job_can_be_made()
    {
        await using var scope = host.Services.CreateAsyncScope();
        Faults.None(JobTypes.Concat(RecurringJobs.All.Select(job => job.Type)).Distinct()
            .Select(type => Fault(type.Name, () => scope.ServiceProvider.GetRequiredService(type))).OfType<string>());
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

    private static string? Fault(string name, Func<object> make)
    {
        try
        {
            make();
            return null;
        }
        catch (InvalidOperationException missing)
        {
            return $"{name}: {missing.Message}";
        }
    }

    private IEnumerable<ControllerActionDescriptor> Actions() =>
        host.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<ControllerActionDescriptor>();
}
