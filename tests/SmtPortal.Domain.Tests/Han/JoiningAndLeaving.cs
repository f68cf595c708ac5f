using SmtPortal.Domain.Accounts;
using SmtPortal.Domain.Han;
using SmtPortal.Domain.Shared;

namespace SmtPortal.Domain.Tests.Han;

/// <summary>HAN-2: a device and the requests to its meter have states of their own.</summary>
public sealed class JoiningAndLeaving
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 18, 0, 0, TimeSpan.Zero);
    private static readonly MacAddress Mac = MacAddress.TryParse("000D6F000A9069E3")!;
    private static readonly DeviceTerms Thermostat = new(Mac, HanDeviceType.ProgrammableThermostat, "Hallway");
    private static readonly HanAsker Asker = new(7, Guid.NewGuid());

    private readonly HanDevice device = HanDevice.At(Occupancy.Begin(Guid.NewGuid(), "10443720090000001", new DateOnly(2025, 1, 1), Now), Mac, Now);

    [Fact]
    public void A_device_joins_by_a_request_that_waits_for_the_gateway()
    {
        Assert.Equal((HanDeviceStatus.Absent, false), (device.Status, device.IsPresent));
        var request = device.Join(Thermostat, "encrypted", Asker, Now);
        Assert.Equal((HanDeviceStatus.Joining, true, "encrypted", "Hallway"), (device.Status, device.IsPresent, device.EncryptedCode, device.Description));
        Assert.Equal((HanRequestKind.Add, HanRequestStatus.Queued, (Guid?)device.Id, (long?)7), (request.Kind, request.Status, request.OpenDevice, request.AgreementNumber));
        Assert.Throws<DomainException>(() => device.Join(Thermostat, "encrypted", Asker, Now));
    }

    [Fact]
    public void A_removal_cancels_an_add_that_was_never_sent_and_the_code_goes_with_the_device()
    {
        var request = device.Join(Thermostat, "encrypted", Asker, Now);
        Assert.Null(device.Leave(request, Asker, Now));
        Assert.Equal((HanRequestStatus.Cancelled, (Guid?)null, (DateTimeOffset?)Now), (request.Status, request.OpenDevice, request.ClosedAt));
        Assert.Equal((HanDeviceStatus.Absent, null, (MacAddress?)null), (device.Status, device.EncryptedCode, device.PresentMac));
        Assert.Throws<DomainException>(() => device.Leave(null, Asker, Now));
        Assert.Throws<DomainException>(() => request.Cancel(Now));
    }

    [Fact]
    public void A_device_that_the_meter_knows_leaves_by_a_request()
    {
        device.Join(Thermostat, "encrypted", Asker, Now);
        var removal = device.Leave(open: null, Asker, Now)!;
        Assert.Equal((HanRequestKind.Remove, HanRequestStatus.Queued), (removal.Kind, removal.Status));
        Assert.Equal((HanDeviceStatus.Leaving, null, false), (device.Status, device.EncryptedCode, device.IsPresent));
        // While it leaves, it does not join again.
        Assert.Throws<DomainException>(() => device.Join(Thermostat, "encrypted", Asker, Now));
    }

    [Fact]
    public void A_device_joins_as_itself_and_with_a_description()
    {
        Assert.Throws<DomainException>(() => device.Join(Thermostat with { Mac = MacAddress.TryParse("000D6F000A9069E4")! }, "encrypted", Asker, Now));
        Assert.Throws<DomainException>(() => device.Join(new DeviceTerms(Mac, null, null), "encrypted", Asker, Now));
    }
}
