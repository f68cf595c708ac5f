using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SmtPortal.Web.Forms;

/// <summary>What every form's action does with a validator's findings.</summary>
public static class FormErrors
{
    /// <summary>Puts each finding at its field. Returns whether there were none, the binder's own included.</summary>
    public static bool IsValid(this ModelStateDictionary modelState, ValidationResult findings)
    {
        foreach (var finding in findings.Errors)
            modelState.AddModelError(finding.PropertyName, finding.ErrorMessage);
        return modelState.IsValid;
    }

    /// <summary>The same form again with its errors, as status 400.</summary>
    public static ViewResult Invalid(this Controller controller, string view, object model)
    {
        controller.Response.StatusCode = StatusCodes.Status400BadRequest;
        return controller.View(view, model);
    }
}
