using QontoEmulator.Webhooks;

namespace QontoEmulator.Workspaces;

/// <summary>Lets a stretch of a workspace's time pass at once: jobs and tries to deliver, each at its moment and in order.</summary>
internal static class TimeTravel
{
    /// <summary>Waits for the receivers of everything that is delivered on the way.</summary>
    /// <param name="workspace">Whose time.</param>
    /// <param name="dispatcher">Makes the deliveries.</param>
    /// <param name="until">Where the clock stands afterwards.</param>
    /// <param name="cancel">Ends it where it is.</param>
    /// <exception cref="Storage.StorageException">The file could not be written; the clock stands where it stood.</exception>
    public static async ValueTask<Drained> Pass(Workspace workspace, Dispatcher dispatcher, DateTimeOffset until, CancellationToken cancel)
    {
        var (done, failed, reached) = (0, new List<FailedJob>(), workspace.Clock.Now);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var data = workspace.Store.Current;
            var (job, delivery) = (Agenda.NextDue(data), DeliveryQueue.NextDue(data));
            if (job <= until && !(delivery < job))
            {
                reached = Later(reached, job.Value);
                var drained = await Agenda.Drain(workspace.Store, job.Value);
                done += drained.Done;
                failed.AddRange(drained.Failed);
            }
            else if (delivery <= until)
            {
                // What waited behind another was due long ago; it is tried at the moment its turn comes.
                reached = Later(reached, delivery.Value);
                await dispatcher.Deliver(workspace, reached);
            }
            else
            {
                break;
            }
        }

        // Receivers take real time, in which a running clock may have gone past the goal.
        await workspace.Store.Write(tx =>
        {
            workspace.Clock.Set(tx, Later(until, workspace.Clock.Now), workspace.Clock.IsFrozen);
            return true;
        });
        return new(done, failed);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
