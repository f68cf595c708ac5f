namespace SmtPortal.Domain.Activity;

/// <summary>What a company saw. Stored by name: never rename one.</summary>
public enum AccessedData
{
    /// <summary>15-minute intervals.</summary>
    FifteenMinuteUsage,

    /// <summary>Midnight register reads and the day's energy.</summary>
    DailyUsage,

    /// <summary>Billing periods.</summary>
    MonthlyUsage,

    /// <summary>A reading of the meter on request.</summary>
    OnDemandRead,

    /// <summary>The meter's details.</summary>
    MeterInformation,

    /// <summary>The premise's details, the service address among them.</summary>
    PremiseInformation,
}

/// <summary>How a company saw it. Stored by name: never rename one.</summary>
public enum AccessWay
{
    /// <summary>On a page of the portal.</summary>
    Page,

    /// <summary>By a file delivered to its folder.</summary>
    File,

    /// <summary>Through the API.</summary>
    Api,
}

/// <summary>One view, export or read by a company, kept for the customer to see (USE-8).</summary>
public sealed class AccessRecord
{
    private AccessRecord()
    {
    }

    /// <summary>Notes an access.</summary>
    /// <param name="by">Who saw it, under which agreement.</param>
    /// <param name="data">What.</param>
    /// <param name="from">First Central day of it; null for what has no period.</param>
    /// <param name="to">Last Central day of it; null for what has no period.</param>
    /// <param name="way">How.</param>
    /// <param name="now">When.</param>
    public AccessRecord(Accessor by, AccessedData data, DateOnly? from, DateOnly? to, AccessWay way, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        ThirdPartyId = by.ThirdPartyId;
        UserId = by.UserId;
        AgreementNumber = by.AgreementNumber;
        OccupancyId = by.OccupancyId;
        Esiid = by.Esiid;
        Data = data;
        (From, To) = (from, to);
        Way = way;
        At = now;
    }

    /// <summary>Id of the record.</summary>
    public Guid Id { get; private set; }

    /// <summary>The company.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>Its user; null when no person asked (an API client, a schedule).</summary>
    public Guid? UserId { get; private set; }

    /// <summary>The agreement that allowed it.</summary>
    public long AgreementNumber { get; private set; }

    /// <summary>The occupancy it was about: who occupied then sees the record (ACC-9).</summary>
    public Guid OccupancyId { get; private set; }

    /// <summary>The ESIID.</summary>
    public string Esiid { get; private set; } = "";

    /// <summary>What was seen.</summary>
    public AccessedData Data { get; private set; }

    /// <summary>First Central day seen; null for what has no period.</summary>
    public DateOnly? From { get; private set; }

    /// <summary>Last Central day seen; null for what has no period.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>How it was seen.</summary>
    public AccessWay Way { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }
}

/// <summary>Who saw something, and what allowed it.</summary>
/// <param name="ThirdPartyId">The company.</param>
/// <param name="UserId">Its user; null when no person asked.</param>
/// <param name="AgreementNumber">The agreement.</param>
/// <param name="OccupancyId">The occupancy of the ESIID in the agreement.</param>
/// <param name="Esiid">The ESIID.</param>
public sealed record Accessor(Guid ThirdPartyId, Guid? UserId, long AgreementNumber, Guid OccupancyId, string Esiid);

/// <summary>Stands once for each agreement under which something was seen: the row that lets its customer be told once.</summary>
public sealed class FirstAccess
{
    /// <summary>The agreement.</summary>
    public required long AgreementNumber { get; init; }

    /// <summary>When the customer was told, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
