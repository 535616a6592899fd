using System.Text.Json.Serialization;

namespace QontoEmulator.Control;

[JsonSerializable(typeof(StatusWire))]
[JsonSerializable(typeof(ResetWire))]
[JsonSerializable(typeof(WorkspaceInfo))]
[JsonSerializable(typeof(WorkspaceList))]
[JsonSerializable(typeof(ClockWire))]
[JsonSerializable(typeof(AdvancedWire))]
[JsonSerializable(typeof(SwitchesWire))]
[JsonSerializable(typeof(TokensWire))]
[JsonSerializable(typeof(ScaSessionWire))]
[JsonSerializable(typeof(ScaSessionList))]
[JsonSerializable(typeof(AutoApproveWire))]
[JsonSerializable(typeof(ScaAutoWire))]
[JsonSerializable(typeof(SecondFactorsWire))]
[JsonSerializable(typeof(EventList))]
[JsonSerializable(typeof(MailList))]
[JsonSerializable(typeof(DeliveryList))]
[JsonSerializable(typeof(DeliveryWire))]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSerializable(typeof(SimulatedTransaction))]
[JsonSerializable(typeof(PaymentPolicyWire))]
[JsonSerializable(typeof(JournalWire))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    public static readonly ControlJson Wire = new(Api.Json.Wire());
}
