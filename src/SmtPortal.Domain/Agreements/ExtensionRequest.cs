using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Agreements;

/// <summary>Where a request to extend stands. Every state but the first is final.</summary>
public enum ExtensionStatus
{
    /// <summary>Waits for the customer.</summary>
    Open,

    /// <summary>The customer agreed: the agreement has its new last day.</summary>
    Approved,

    /// <summary>The customer, or whoever got the mail, said no.</summary>
    Declined,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>The company took it back.</summary>
    Withdrawn,

    /// <summary>It lost its ground: the agreement ended, lost an ESIID, or was extended by the customer alone.</summary>
    Cancelled,
}

/// <summary>A company asks a customer for a later last day of an agreement (AGR-3). One may be open for each agreement.</summary>
public sealed class ExtensionRequest : IVersioned
{
    private ExtensionRequest()
    {
    }

    /// <summary>Id, also in addresses of pages and mails: tells nothing and cannot be guessed.</summary>
    public Guid Id { get; private set; }

    /// <summary>The agreement.</summary>
    public long AgreementNumber { get; private set; }

    /// <summary>The agreement while the request is open, null afterwards: a unique index on it lets the database refuse a second open one.</summary>
    public long? OpenAgreement { get; private set; }

    /// <summary>The company that asks.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>The customer who is asked.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>The company's user who asked.</summary>
    public Guid AskedByUserId { get; private set; }

    /// <summary>The last Central day that is asked for.</summary>
    public DateOnly LastDay { get; private set; }

    /// <summary>Where it stands by its row; ask <c>StatusAt</c>, since the clock decides.</summary>
    public ExtensionStatus Status { get; private set; }

    /// <summary>When it was asked, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>From here on it can only expire, UTC: with the agreement as it stood, at the latest.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>When the one reminder was sent, UTC; null while it was not.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>When it left <see cref="ExtensionStatus.Open"/>, UTC; null while it has not.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Asks.</summary>
    /// <param name="agreement">What is to be extended.</param>
    /// <param name="lastDay">One of <see cref="Agreement.ExtensionDaysAt"/>.</param>
    /// <param name="userId">The company's user.</param>
    /// <param name="lifetime">How long the customer may answer.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <exception cref="DomainException">The day is not one that may be asked for now.</exception>
    public static ExtensionRequest Ask(Agreement agreement, DateOnly lastDay, Guid userId, TimeSpan lifetime, DateTimeOffset now)
    {
        if (!agreement.ExtensionDaysAt(now).Contains(lastDay))
            throw new DomainException($"Agreement {agreement.Number} cannot be extended to {lastDay:yyyy-MM-dd}.");
        var end = now + lifetime;
        return new ExtensionRequest
        {
            Id = Guid.NewGuid(),
            AgreementNumber = agreement.Number,
            OpenAgreement = agreement.Number,
            ThirdPartyId = agreement.ThirdPartyId,
            CustomerId = agreement.CustomerId,
            AskedByUserId = userId,
            LastDay = lastDay,
            Status = ExtensionStatus.Open,
            CreatedAt = now,
            EndsAt = agreement.EndsAt is { } itsEnd && itsEnd < end ? itsEnd : end,
        };
    }

    /// <summary>Whether it can still be answered, withdrawn or resent: the clock decides, whether or not the row says so yet (INV-5).</summary>
    public bool IsOpenAt(DateTimeOffset now) => Status == ExtensionStatus.Open && now < EndsAt;

    /// <summary>Where it stands by the clock.</summary>
    public ExtensionStatus StatusAt(DateTimeOffset now) => StatusAt(Status, EndsAt, now);

    /// <summary>Where a request with this row and end stands by the clock.</summary>
    public static ExtensionStatus StatusAt(ExtensionStatus row, DateTimeOffset endsAt, DateTimeOffset now) =>
        row == ExtensionStatus.Open && now >= endsAt ? ExtensionStatus.Expired : row;

    /// <summary>The customer agrees: the agreement gets its new last day.</summary>
    /// <exception cref="DomainException">It is not open, or the agreement cannot be extended to its day any more.</exception>
    public void Approve(Agreement agreement, AgreementTimes times, DateTimeOffset now)
    {
        MustBeOpen(now);
        agreement.Extend(LastDay, times, now);
        End(ExtensionStatus.Approved, now);
    }

    /// <summary>The customer, or whoever got the mail, says no.</summary>
    /// <exception cref="DomainException">It is not open.</exception>
    public void Decline(DateTimeOffset now) => Close(ExtensionStatus.Declined, now);

    /// <summary>The company takes it back.</summary>
    /// <exception cref="DomainException">It is not open.</exception>
    public void Withdraw(DateTimeOffset now) => Close(ExtensionStatus.Withdrawn, now);

    /// <summary>It lost its ground.</summary>
    /// <exception cref="DomainException">It is not open.</exception>
    public void Cancel(DateTimeOffset now) => Close(ExtensionStatus.Cancelled, now);

    /// <summary>Whether the one reminder may be sent.</summary>
    public bool MayRemindAt(DateTimeOffset now) => IsOpenAt(now) && RemindedAt is null;

    /// <summary>Notes the one reminder; the end stays as it was.</summary>
    /// <exception cref="DomainException">It is not open, or was resent.</exception>
    public void Remind(DateTimeOffset now)
    {
        if (!MayRemindAt(now))
            throw new DomainException("A request to extend is resent once, while it is open.");
        RemindedAt = now;
    }

    /// <summary>Makes the row say what the clock says.</summary>
    /// <exception cref="DomainException">It is closed, or its time is not over.</exception>
    public void Expire(DateTimeOffset now)
    {
        if (Status != ExtensionStatus.Open || now < EndsAt)
            throw new DomainException("Only an open request whose time is over expires.");
        End(ExtensionStatus.Expired, EndsAt);
    }

    private void Close(ExtensionStatus status, DateTimeOffset now)
    {
        MustBeOpen(now);
        End(status, now);
    }

    private void MustBeOpen(DateTimeOffset now)
    {
        if (!IsOpenAt(now))
            throw new DomainException($"The request is {StatusAt(now)}.");
    }

    private void End(ExtensionStatus status, DateTimeOffset at)
    {
        Status = status;
        ClosedAt = at;
        OpenAgreement = null;
    }
}
