using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QontoEmulator.Features.Memberships;
using QontoEmulator.OAuth;
using QontoEmulator.Sca;
using QontoEmulator.Tests.Support;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Tests.Pages;

/// <summary>An emulator whose store the test can reach into, to put sessions there that no request asked for.</summary>
internal sealed class WaitingSessions : IAsyncDisposable
{
    private readonly WebApplication app;

    private WaitingSessions(WebApplication app) => this.app = app;

    public Uri BaseUrl => new(Banner.BaseUrl(app.Services));

    public Workspace Workspace => app.Services.GetRequiredService<WorkspaceSet>().Default;

    /// <summary>Where it really listens, whatever it is called outside.</summary>
    public Client Local => new(new(app.Urls.First()), []);

    public Client Stranger => new(BaseUrl, []);

    public static async Task<WaitingSessions> Start(params IReadOnlyList<string> settings)
    {
        var started = EmulatorApp.Build(Settings.Read(["--port", "0", .. settings], _ => null), TimeProvider.System);
        await started.StartAsync(TestContext.Current.CancellationToken);
        return new(started);
    }

    /// <returns>The token of a new session of the owner.</returns>
    public async Task<string> Add(string description)
    {
        var token = Workspace.Secrets.NextScaToken();
        await Workspace.Store.Write(tx =>
        {
            ScaSessions.Begin(tx, new()
            {
                Id = Tokens.IdOf(token),
                MembershipId = tx.Table<Membership>().InOrderOfCreation.First(row => row.Document.Role == Role.Owner).Document.Id,
                Request = "POST /v2/bank_accounts/1/close",
                ActionType = "bank_account.close",
                Description = description,
                RequestHash = "",
                Preference = ScaPreference.PairedDevice,
                CreatedAt = tx.Now,
                ExpiresAt = tx.Now + ScaSessions.Life,
            });
            return true;
        });
        return token;
    }

    public ScaResult ResultOf(string token) => Workspace.Store.Current.Get<ScaSession>(Tokens.IdOf(token)).ResultAt(Workspace.Clock.Now);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
