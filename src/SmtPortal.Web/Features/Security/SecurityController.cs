using Microsoft.AspNetCore.Mvc;

namespace SmtPortal.Web.Features.Security;

/// <summary>One page for everybody who signs in, that gathers what keeps their account theirs.</summary>
[Route("/security")]
public sealed class SecurityController : Controller
{
    [HttpGet("")]
    public IActionResult Show() => View("Security");
}
