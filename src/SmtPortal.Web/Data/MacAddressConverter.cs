using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SmtPortal.Domain.Han;

namespace SmtPortal.Web.Data;

/// <summary>Stores the address of a device as its sixteen digits.</summary>
public sealed class MacAddressConverter() : ValueConverter<MacAddress, string>(mac => mac.Value, text => MacAddress.TryParse(text)!);
