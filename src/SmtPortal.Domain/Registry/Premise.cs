namespace SmtPortal.Domain.Registry;

/// <summary>Whether power can be delivered to a premise.</summary>
public enum PremiseStatus
{
    /// <summary>In service.</summary>
    Active,

    /// <summary>Not in service for now.</summary>
    Inactive,

    /// <summary>Out of use for good.</summary>
    Retired,
}

/// <summary>A delivery point as its TDSP describes it, with the meter and the REP of the moment.</summary>
public sealed class Premise
{
    /// <summary>Longest address line, in characters.</summary>
    public const int AddressMaxLength = 120;

    /// <summary>Longest meter number, in characters.</summary>
    public const int MeterNumberMaxLength = 32;

    /// <summary>Longest name of a TDSP, in characters.</summary>
    public const int TdspMaxLength = 60;

    /// <summary>The ESIID: 17 or 22 digits.</summary>
    public required string Esiid { get; init; }

    /// <summary>Name of the wires company.</summary>
    public required string Tdsp { get; set; }

    /// <summary>Service address, street line.</summary>
    public required string Address { get; set; }

    /// <summary>City.</summary>
    public required string City { get; set; }

    /// <summary>ZIP code, 5 digits.</summary>
    public required string ZipCode { get; set; }

    /// <summary>Premise type as the TDSP names it, such as <c>Residential</c>.</summary>
    public required string PremiseType { get; set; }

    /// <summary>Whether power can be delivered.</summary>
    public PremiseStatus Status { get; set; }

    /// <summary>Whether the meter delivers 15-minute data.</summary>
    public bool HasAdvancedMeter { get; set; }

    /// <summary>Number of the meter now in place: letters and digits.</summary>
    public required string MeterNumber { get; set; }

    /// <summary>Certificate number of the REP now serving it: five digits.</summary>
    public required string RepCertificate { get; set; }

    /// <summary>Certificate number of the REP before; null when the portal knows of none.</summary>
    public string? PreviousRepCertificate { get; set; }

    /// <summary>Last Central day of the REP before; null when the portal knows of none.</summary>
    public DateOnly? PreviousRepLastDay { get; set; }

    /// <summary>The day of the latest move-in the TDSP has sent; null when it has sent none.</summary>
    public DateOnly? LastMoveIn { get; set; }

    /// <summary>
    /// Whether meter number and REP fit (ACC-1). A REP replaced within <paramref name="graceDays"/> days still counts,
    /// since a customer's last bill may name it.
    /// </summary>
    public bool IsProvenBy(string meterNumber, string repCertificate, DateOnly today, int graceDays) =>
        string.Equals(MeterNumber, meterNumber.Trim(), StringComparison.OrdinalIgnoreCase)
        && (RepCertificate == repCertificate
            || (PreviousRepCertificate == repCertificate && PreviousRepLastDay is { } last && last.AddDays(graceDays) >= today));
}

/// <summary>A retail electric provider by its certificate of the Public Utility Commission of Texas.</summary>
public sealed class Rep
{
    /// <summary>Digits of a certificate number.</summary>
    public const int CertificateMaxLength = 10;

    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 120;

    /// <summary>Certificate number, text.</summary>
    public required string Certificate { get; init; }

    /// <summary>Name of the company.</summary>
    public required string Name { get; set; }
}
