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
    /// <exception cref="Storage.StorageException">The file could not be written; the clock stands where it had come.</exception>
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
                // What waited behind another was due long ago; it is tried at the moment its turn comes. The clock shows that moment to
                // a receiver that calls back, and to the dispatcher, which may be faster with what is next in a queue.
                reached = Later(reached, delivery.Value);
                await MoveTo(reached);
                await dispatcher.Deliver(workspace, reached);
            }
            else
            {
                break;
            }
        }

        await MoveTo(until);
        return new(done, failed);

        // Receivers take real time, in which a running clock may have gone past the goal.
        ValueTask<bool> MoveTo(DateTimeOffset moment) => workspace.Store.Write(tx =>
        {
            workspace.Clock.Set(tx, Later(moment, workspace.Clock.Now), workspace.Clock.IsFrozen);
            return true;
        });
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
