using QontoEmulator.Storage;

namespace QontoEmulator.Workspaces;

/// <summary>What is due on a workspace's clock, carried out in order, each act at the moment it was due.</summary>
internal static class Agenda
{
    public static readonly Order<Job> ByDue = new("due", _ => default, (x, y) =>
        x.Due.CompareTo(y.Due) is var order and not 0 ? order : x.Id.CompareTo(y.Id));
}
