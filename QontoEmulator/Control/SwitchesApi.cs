using QontoEmulator.Api;
using QontoEmulator.Quirks;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Control;

/// <summary>Reads and sets the quirks of a workspace. null returns one to its profile's default.</summary>
internal static class SwitchesApi
{
    private const string GateForm = "gate-form";

    public static void MapSwitches(this IEndpointRouteBuilder control)
    {
        control.Get("switches", Show).AllowAnyone();
        control.Patch("switches", Change).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call) => Answer.Json(200, SwitchesWire.Of(ControlApi.Target(call)), ControlJson.Wire.SwitchesWire);

    private static async ValueTask<Answer> Change(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown([GateForm, .. Switches.All.Select(quirk => quirk.Name)]);
        var changes = Switches.All.Where(quirk => body.Names.Contains(quirk.Name, StringComparer.Ordinal)).Select(quirk => KeyValuePair.Create(quirk, body.Flag(quirk.Name))).ToArray();
        var form = body.Text(GateForm);
        if (form is not (null or "redirect" or "html"))
            body.Refuse(GateForm, ErrorCatalog.NotInList, "gate-form must be redirect or html");
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

            tx.Put(tx.State with { Switches = on, GateForm = form switch { "html" => Workspaces.GateForm.Html, null => tx.State.GateForm, _ => Workspaces.GateForm.Redirect } });
            return true;
        });
        return Answer.Json(200, SwitchesWire.Of(workspace), ControlJson.Wire.SwitchesWire);
    }
}

internal sealed record SwitchesWire(string Profile, string GateForm, IEnumerable<SwitchWire> Switches)
{
    public static SwitchesWire Of(Workspace workspace) => new(
        workspace.Profile.ToString().ToLowerInvariant(),
        workspace.Store.Current.State.GateForm.ToString().ToLowerInvariant(),
        Quirks.Switches.All.Select(quirk => new SwitchWire(
            quirk.Id, quirk.Name, workspace.Is(quirk), quirk.DefaultIn(workspace.Profile), quirk.Evidence.ToString().ToLowerInvariant(), quirk.Meaning)));
}

internal sealed record SwitchWire(string Id, string Name, bool On, bool Default, string Evidence, string Meaning);
