namespace SmtPortal.Web.Features.Registration;

/// <summary>What both pages that ask for proof answer.</summary>
public static class ProofPages
{
    /// <summary>The one answer to every proof that is not right, a key of the texts.</summary>
    public const string DoesNotMatch = "These details do not match. Check the ESIID, the meter number and the REP against your latest bill.";

    /// <summary>Right proof of an ESIID that another account holds and a third one has claimed, a key of the texts.</summary>
    public const string ClaimedByAnother = "Another account holds this ESIID, and somebody has claimed it already. Try again in some days, when that is decided.";

    /// <summary>Right proof soon after a claim that was taken back or refused, a key of the texts: with the moment from which on it can be made again.</summary>
    public const string ClaimedTooSoon = "Another account holds this ESIID, and your claim on it was taken back or refused. You can claim it again from {0}.";

    /// <summary>Right proof, and too many claims in a day; a key of the texts.</summary>
    public const string TooManyClaims = "Another account holds this ESIID, and you have made as many claims as you can in one day. Try again tomorrow.";
}
