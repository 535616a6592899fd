using QontoEmulator.Webhooks;

namespace QontoEmulator.Workspaces;

/// <summary>The one timer of the process: it wakes for the earliest thing that is due in any workspace, a job or a delivery.</summary>
internal sealed class DueTimer(WorkspaceSet workspaces, Dispatcher dispatcher, TimeProvider time, ILogger<DueTimer> log) : BackgroundService
{
    // Longer than this a timer cannot be set; waking once too often costs nothing.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock guard = new();
    private readonly HashSet<Workspace> changed = [];
    private readonly Dictionary<Workspace, DateTimeOffset> waiting = [];
    private readonly SemaphoreSlim signal = new(0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        workspaces.Watch(Wake);
        while (true)
        {
            await signal.WaitAsync(UntilNext(), stoppingToken);
            foreach (var workspace in Ready())
            {
                await Run(workspace);
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
    }

    private void Wake(Workspace workspace)
    {
        lock (guard)
        {
            if (changed.Add(workspace) && changed.Count == 1)
                signal.Release();
        }
    }

    private TimeSpan UntilNext()
    {
        var left = waiting.Count == 0 ? Longest : waiting.Values.Min() - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left > Longest ? Longest : left + TimeSpan.FromMilliseconds(1);
    }

    private List<Workspace> Ready()
    {
        var now = time.GetUtcNow();
        lock (guard)
        {
            changed.UnionWith(waiting.Where(pair => pair.Value <= now).Select(pair => pair.Key));
            var ready = changed.ToList();
            changed.Clear();
            return ready;
        }
    }

    private async Task Run(Workspace workspace)
    {
        waiting.Remove(workspace);
        if (workspace.IsEnded)
            return;
        try
        {
            foreach (var failed in await workspace.CatchUp())
                failed.Log(log);
            dispatcher.Start(workspace);
            if (RealTimeOf(workspace, Agenda.NextDue(workspace.Store.Current)) is { } job)
                waiting[workspace] = job;
            if (RealTimeOf(workspace, DeliveryQueue.NextDue(workspace.Store.Current)) is { } delivery && delivery > time.GetUtcNow() && !(waiting.GetValueOrDefault(workspace, delivery) < delivery))
                waiting[workspace] = delivery;
        }
        catch (Exception failed)
        {
            // A data file that cannot be written, for one. The timer goes on for everybody else.
            log.LogError(failed, "What is due in workspace {Id} has to wait", workspace.Id);
            waiting[workspace] = time.GetUtcNow() + Pause;
        }
    }

    // A moment of the workspace's clock as real time; while the clock stands still, what lies ahead does not come.
    private DateTimeOffset? RealTimeOf(Workspace workspace, DateTimeOffset? due)
    {
        if (due is not { } moment)
            return null;
        var left = moment - workspace.Clock.Now;
        return left <= TimeSpan.Zero ? time.GetUtcNow() : workspace.Clock.IsFrozen ? null : time.GetUtcNow() + left;
    }
}
