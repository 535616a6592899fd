using QontoEmulator.Api;
using QontoEmulator.Features.PayeeVerification;
using QontoEmulator.Quirks;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Control;

/// <summary>Reads and sets the quirks of a workspace. null returns one to its profile's default.</summary>
internal static class SwitchesApi
{
    private const string GateForm = "gate-form";
    private const string AttachmentDelay = "attachment-delay-seconds";
    private const string VopUnknownIban = "vop-unknown-iban";
    private const string RequireSignature = "require-signature";
    private const double MaxDelay = 366 * 24 * 3600;

    /// <summary>The contract's switches, then the emulator's own.</summary>
    public static readonly IReadOnlyList<Switch> All = [.. Switches.All, .. EmulatorSwitches.All];

    // No close match: an IBAN that nobody knows has no name to give back.
    private static readonly Dictionary<string, MatchResult> UnknownIbanResults = new(StringComparer.Ordinal)
    {
        ["match"] = MatchResult.Match,
        ["no-match"] = MatchResult.NoMatch,
        ["not-possible"] = MatchResult.NotPossible,
    };

    public static void MapSwitches(this IEndpointRouteBuilder control)
    {
        control.Get("switches", Show).AllowAnyone();
        control.Patch("switches", Change).AllowAnyone();
    }

    public static string NameOf(MatchResult unknownIban) => UnknownIbanResults.First(result => result.Value == unknownIban).Key;

    private static ValueTask<Answer> Show(Call call) => Answer.Json(200, SwitchesWire.Of(ControlApi.Target(call)), ControlJson.Wire.SwitchesWire);

    private static async ValueTask<Answer> Change(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown([GateForm, AttachmentDelay, VopUnknownIban, RequireSignature, .. All.Select(quirk => quirk.Name)]);
        var changes = All.Where(quirk => body.Names.Contains(quirk.Name, StringComparer.Ordinal)).Select(quirk => KeyValuePair.Create(quirk, body.Flag(quirk.Name))).ToArray();
        var signature = body.Flag(RequireSignature);
        var form = body.Text(GateForm);
        if (form is not (null or "redirect" or "html"))
            body.Refuse(GateForm, ErrorCatalog.NotInList, "gate-form must be redirect or html");
        var delay = body.Number(AttachmentDelay);
        if (delay is not (null or (>= 0 and <= MaxDelay)))
            body.Refuse(AttachmentDelay, ErrorCatalog.Invalid, $"{AttachmentDelay} must be from 0 to {MaxDelay}");
        var unknownIban = body.Text(VopUnknownIban);
        if (unknownIban is not null && !UnknownIbanResults.ContainsKey(unknownIban))
            body.Refuse(VopUnknownIban, ErrorCatalog.NotInList, $"{VopUnknownIban} must be one of {string.Join(", ", UnknownIbanResults.Keys)}");
        body.ThrowIfRefused();

        await workspace.Store.Write(tx =>
        {
            var on = new Dictionary<string, bool>(tx.State.Switches, StringComparer.Ordinal);
            foreach (var (quirk, value) in changes)
            {
                if (value is { } set)
                    on[quirk.Name] = set;
                else
                    on.Remove(quirk.Name);
            }

            tx.Put(tx.State with
            {
                Switches = on,
                GateForm = form switch
                {
                    "html" => Workspaces.GateForm.Html,
                    null when !body.Names.Contains(GateForm, StringComparer.Ordinal) => tx.State.GateForm,
                    _ => Workspaces.GateForm.Redirect,
                },
                AttachmentDelaySeconds = delay ?? (body.Names.Contains(AttachmentDelay, StringComparer.Ordinal) ? 0 : tx.State.AttachmentDelaySeconds),
                VopUnknownIban = unknownIban is not null ? UnknownIbanResults[unknownIban]
                    : body.Names.Contains(VopUnknownIban, StringComparer.Ordinal) ? MatchResult.Match
                    : tx.State.VopUnknownIban,
                RequireSignature = signature ?? (!body.Names.Contains(RequireSignature, StringComparer.Ordinal) && tx.State.RequireSignature),
            });
            return true;
        });
        return Answer.Json(200, SwitchesWire.Of(workspace), ControlJson.Wire.SwitchesWire);
    }
}

internal sealed record SwitchesWire(string Profile, string GateForm, double AttachmentDelaySeconds, string VopUnknownIban, bool RequireSignature, IEnumerable<SwitchWire> Switches)
{
    public static SwitchesWire Of(Workspace workspace) => new(
        workspace.Profile.ToString().ToLowerInvariant(),
        workspace.Store.Current.State.GateForm.ToString().ToLowerInvariant(),
        workspace.Store.Current.State.AttachmentDelaySeconds,
        SwitchesApi.NameOf(workspace.Store.Current.State.VopUnknownIban),
        workspace.Store.Current.State.RequireSignature,
        SwitchesApi.All.Select(quirk => new SwitchWire(
            quirk.Id, quirk.Name, workspace.Is(quirk), quirk.DefaultIn(workspace.Profile), quirk.Evidence.ToString().ToLowerInvariant(), quirk.Meaning)));
}

internal sealed record SwitchWire(string Id, string Name, bool On, bool Default, string Evidence, string Meaning);
