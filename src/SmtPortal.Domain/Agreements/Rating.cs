using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Agreements;

/// <summary>Whether a rating counts.</summary>
public enum RatingStatus
{
    /// <summary>It is part of the average.</summary>
    Counted,

    /// <summary>An operator took it out. Final.</summary>
    Removed,
}

/// <summary>What a customer thinks of a company, once for each (AGR-9). The company never learns whose it is.</summary>
public sealed class Rating : IVersioned
{
    /// <summary>Fewest stars.</summary>
    public const int MinStars = 1;

    /// <summary>Most stars.</summary>
    public const int MaxStars = 5;

    /// <summary>Longest comment, in characters.</summary>
    public const int CommentMaxLength = 500;

    private Rating()
    {
    }

    /// <summary>Id of the row: random, since companies read comments in its order, which must not tell who came when.</summary>
    public Guid Id { get; private set; }

    /// <summary>The company that is rated.</summary>
    public Guid ThirdPartyId { get; private set; }

    /// <summary>The customer who rates it.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary><see cref="MinStars"/> to <see cref="MaxStars"/>.</summary>
    public int Stars { get; private set; }

    /// <summary>What the customer says, plain text; null: nothing, or an operator removed it.</summary>
    public string? Comment { get; private set; }

    /// <summary>When the comment was written as it stands, UTC; null without one.</summary>
    public DateTimeOffset? CommentAt { get; private set; }

    /// <summary>Whether an operator removed the last comment, and none has been written since.</summary>
    public bool IsCommentRemoved { get; private set; }

    /// <summary>When it was given or last changed, UTC.</summary>
    public DateTimeOffset GivenAt { get; private set; }

    /// <summary>Whether it counts.</summary>
    public RatingStatus Status { get; private set; }

    /// <inheritdoc/>
    public Guid Version { get; set; }

    /// <summary>Rates a company. That the customer has or had an agreement with it was checked by the caller.</summary>
    /// <exception cref="DomainException">The stars are not <see cref="MinStars"/> to <see cref="MaxStars"/>.</exception>
    public static Rating Give(Guid thirdPartyId, Guid customerId, int stars, string? comment, DateTimeOffset now)
    {
        var rating = new Rating { Id = Guid.NewGuid(), ThirdPartyId = thirdPartyId, CustomerId = customerId, Status = RatingStatus.Counted };
        rating.Change(stars, comment, now);
        return rating;
    }

    /// <summary>The customer thinks otherwise now.</summary>
    /// <exception cref="DomainException">It was removed, or the stars are not <see cref="MinStars"/> to <see cref="MaxStars"/>.</exception>
    public void Change(int stars, string? comment, DateTimeOffset now)
    {
        MustCount();
        if (stars is < MinStars or > MaxStars)
            throw new DomainException($"A rating has {MinStars} to {MaxStars} stars, not {stars}.");
        if (comment != Comment)
            (Comment, CommentAt) = (comment, comment is null ? null : now);
        if (comment is not null)
            IsCommentRemoved = false;
        (Stars, GivenAt) = (stars, now);
    }

    /// <summary>An operator removes the words; the stars stay.</summary>
    /// <exception cref="DomainException">It was removed, or has no comment.</exception>
    public void RemoveComment()
    {
        MustCount();
        if (Comment is null)
            throw new DomainException("There is no comment to remove.");
        (Comment, CommentAt, IsCommentRemoved) = (null, null, true);
    }

    /// <summary>An operator takes it out, with its words. The customer cannot give it anew.</summary>
    /// <exception cref="DomainException">It was removed already.</exception>
    public void Remove()
    {
        MustCount();
        (Comment, CommentAt, Status) = (null, null, RatingStatus.Removed);
    }

    private void MustCount()
    {
        if (Status != RatingStatus.Counted)
            throw new DomainException("The rating was removed.");
    }
}
