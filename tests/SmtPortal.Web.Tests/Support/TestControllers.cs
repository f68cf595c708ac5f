using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using SmtPortal.Web.Features.Security;
using SmtPortal.Web.Identity;

namespace SmtPortal.Web.Tests.Support;

/// <summary>Endpoints that only a test's host has: they fail, or leak, on purpose.</summary>
public static class TestControllers
{
    public static void Add(IServiceCollection services) => services.AddControllersWithViews().AddApplicationPart(typeof(TestControllers).Assembly);
}

public sealed class FailingController : Controller
{
    public const string Secret = "the-connection-string-of-the-database";

    [AllowAnonymous]
    [HttpGet("/test/failing")]
    public IActionResult Fail() => throw new InvalidOperationException(Secret);
}

/// <summary>Two things of a customer each, one kept and one shown to everybody.</summary>
[Authorize(Policies.Customer)]
public sealed class TenantController : Controller
{
    [HttpGet("/test/kept/{customer:guid}")]
    public IActionResult Kept(Guid customer) => customer == User.RequireCustomerId() ? Ok() : NotFound();

    [HttpPost("/test/kept/{customer:guid}/change")]
    public IActionResult Change(Guid customer) => Kept(customer);

    [HttpGet("/test/leaking/{customer:guid}")]
    public IActionResult Leaking(Guid customer) => Ok(customer);

    [HttpGet("/test/unlisted/{customer:guid}")]
    public IActionResult Unlisted(Guid customer) => Kept(customer);

    [HttpGet("/test/lost/{customer:guid}")]
    public IActionResult Lost(Guid customer) => NotFound(customer);
}

/// <summary>A page and two forms of a change that matters.</summary>
[RecentSignIn]
public sealed class GuardedController : Controller
{
    [HttpGet("/test/guarded")]
    public IActionResult Page() => Ok();

    [HttpPost("/test/guarded")]
    public IActionResult Form() => Ok();

    [RecentSignIn(Page = "/test/guarded?of=page")]
    [HttpPost("/test/guarded/elsewhere")]
    public IActionResult FormElsewhere() => Ok();
}

/// <summary>A form that posts where the test says.</summary>
public sealed class FormController(IAntiforgery antiforgery) : Controller
{
    [HttpGet("/test/form")]
    public IActionResult Show(string to) => Content(
        $"""
        <!DOCTYPE html><html lang="en"><title>Form</title><body><main><h1>Form</h1><form method="post" action="{to}">
        <input type="hidden" name="__RequestVerificationToken" value="{antiforgery.GetAndStoreTokens(HttpContext).RequestToken}">
        <button>Send</button></form></main></body></html>
        """, "text/html");
}

/// <summary>Asks for what nobody registered.</summary>
public sealed class AskingController : Controller
{
    [HttpGet("/test/asking")]
    public IActionResult Ask([FromServices] NobodysService service) => Ok(service);
}

public sealed class NobodysService;
