using SmtPortal.Domain.Registry;
using SmtPortal.Simulator.Profiles;

namespace SmtPortal.Web.Tests.Simulator;

[Trait("Once", "true")]
public class ListingDemoPremises
{
    [Fact]
    public void Every_ESIID_is_well_formed_and_bears_the_number_of_its_TDSP()
    {
        Assert.All(DemoPremises.All, premise =>
        {
            Assert.True(Esiid.IsWellFormed(premise.Esiid), premise.Esiid);
            Assert.StartsWith(premise.Tdsp.EsiidPrefix, premise.Esiid, StringComparison.Ordinal);
            Assert.Equal(premise.Tdsp == DemoPremises.CenterPoint ? 22 : 17, premise.Esiid.Length);
        });
    }

    [Fact]
    public void No_two_premises_share_an_ESIID_or_a_meter_and_every_TDSP_has_one()
    {
        Assert.Equal(DemoPremises.All.Count, DemoPremises.All.Select(premise => premise.Esiid).Distinct().Count());
        Assert.Equal(DemoPremises.All.Count, DemoPremises.All.Select(premise => premise.MeterNumber).Distinct().Count());
        Assert.Equal(5, DemoPremises.All.Select(premise => premise.Tdsp.Duns).Distinct().Count());
        Assert.All(DemoPremises.All, premise => Assert.Matches("^([0-9]{9}|[0-9]{13})$", premise.Tdsp.Duns));
        Assert.All(DemoPremises.All, premise => Assert.Matches("^7[5-9][0-9]{3}$", premise.Zip));
    }

    [Fact]
    public void Every_REP_is_in_the_public_list_under_its_certificate_number()
    {
        var names = RealSamples.LinesOf("puct-rep-certificates.csv").Skip(1)
            .Select(line => line.Split(',')).ToDictionary(fields => fields[0], fields => fields[1].Trim('"'));

        Assert.All(DemoPremises.All, premise => Assert.Equal(names[premise.RepCertificate], premise.RepName, ignoreCase: true));
    }
}
