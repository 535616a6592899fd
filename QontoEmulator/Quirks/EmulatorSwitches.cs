using QontoEmulator.Api;

namespace QontoEmulator.Quirks;

/// <summary>Switches that the contract does not number, because they only make happen at will what the real API does now and then. Off in every profile.</summary>
internal static class EmulatorSwitches
{
    public static readonly Switch WebhookDuplicates = new(
        "E1", "webhook-duplicates", false, false, false, Evidence.Documented, "Every acknowledged webhook is delivered a second time, with the same id.");

    public static readonly Switch WebhookReordering = new(
        "E2", "webhook-reordering", false, false, false, Evidence.Documented,
        "Webhooks are held back for up to two seconds and sent newest first, and one that waits for its retry is overtaken.");

    public static readonly IReadOnlyList<Switch> All = [WebhookDuplicates, WebhookReordering];
}
