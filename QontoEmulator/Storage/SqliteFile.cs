using Microsoft.Data.Sqlite;
using QontoEmulator.Api;

namespace QontoEmulator.Storage;

/// <summary>
/// The data file: SQLite in WAL mode with full synchronisation, held exclusively by one process. Workspaces lie over seeds that are
/// kept once by hash; only what differs is stored. A reset starts a new generation, so it writes one row, however much it drops.
/// </summary>
internal sealed class SqliteFile : IFile
{
    private const int Version = 1;
    private const int Busy = 5;
    private const int Locked = 6;


    private readonly string path;
    private readonly Lock access = new();
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    /// <exception cref="StorageException">The file cannot be opened, is no data file, or belongs to another process.</exception>
    public SqliteFile(string path)
    {
        this.path = path;
        connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ToString());
        Try(() =>
        {
            connection.Open();
            Execute("PRAGMA locking_mode = EXCLUSIVE");
            Execute("PRAGMA journal_mode = WAL");
            Execute("PRAGMA synchronous = FULL");
            var version = (long)Command("PRAGMA user_version").ExecuteScalar()!;
            if (version > Version)
                throw new StorageException($"{path} was written by a newer version of the emulator; take that, or another file.");
            if (version == 0)
                Execute(Tables);

            // What earlier generations left behind goes now, when nobody waits; this also takes the lock.
            Execute("DELETE FROM documents WHERE generation <> 0 AND generation <> (SELECT generation FROM workspaces WHERE id = workspace)");
        });
    }

    private const string Tables = """
        BEGIN;
        CREATE TABLE seed_files (seed TEXT, name TEXT, content BLOB, PRIMARY KEY (seed, name)) WITHOUT ROWID;
        CREATE TABLE workspaces (id BLOB PRIMARY KEY, is_default INTEGER, seed_name TEXT, seed TEXT, month TEXT, profile TEXT, secret BLOB,
                                 generation INTEGER, id_counter INTEGER) WITHOUT ROWID;
        CREATE TABLE documents (workspace BLOB, generation INTEGER, tbl TEXT, id BLOB, sequence INTEGER, json BLOB,
                                PRIMARY KEY (workspace, generation, tbl, id)) WITHOUT ROWID;
        PRAGMA user_version = 1;
        COMMIT;
        """;

    public IEnumerable<StoredWorkspace> Load()
    {
        var tables = Workspaces.EmulatorSchema.Schema.Tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        var loaded = new List<StoredWorkspace>();
        Try(() =>
        {
            using var workspaces = Command("SELECT id, is_default, seed_name, seed, month, profile, secret, id_counter FROM workspaces").ExecuteReader();
            while (workspaces.Read())
            {
                var id = IdOf(workspaces, 0);
                var month = Month.TryParse(workspaces.GetString(4), out var read) ? read : throw new FormatException("a month is not MM-YYYY");
                var began = new WorkspaceBegan(
                    id, workspaces.GetBoolean(1), workspaces.GetString(2), workspaces.GetString(3), month, workspaces.GetString(5), (byte[])workspaces[6]);
                loaded.Add(new(began, workspaces.GetInt64(7), [.. Changes(id, tables)]));
            }
        });
        return loaded;
    }

    public void Append(IReadOnlyList<FileChange> changes) => Try(() =>
    {
        using var transaction = connection.BeginTransaction();
        foreach (var change in changes)
            Append(change, transaction);
        transaction.Commit();
    });

    public void KeepSeed(string hash, IEnumerable<(string Name, byte[] Content)> files) => Try(() =>
    {
        using var transaction = connection.BeginTransaction();
        foreach (var (name, content) in files)
            Execute("INSERT OR REPLACE INTO seed_files VALUES ($a, $b, $c)", transaction, hash, name, content);
        transaction.Commit();
    });

    public IReadOnlyList<string> SeedFiles(string hash)
    {
        var names = new List<string>();
        Try(() =>
        {
            using var rows = Command("SELECT name FROM seed_files WHERE seed = $a ORDER BY name", null, hash).ExecuteReader();
            while (rows.Read())
                names.Add(rows.GetString(0));
        });
        return names;
    }

    public byte[]? SeedFile(string hash, string name)
    {
        byte[]? content = null;
        Try(() => content = Command("SELECT content FROM seed_files WHERE seed = $a AND name = $b", null, hash, name).ExecuteScalar() as byte[]);
        return content;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    private void Append(FileChange change, SqliteTransaction transaction)
    {
        var workspace = change.Workspace.ToByteArray();
        switch (change)
        {
            case WorkspaceBegan began:
                Execute(
                    "INSERT INTO workspaces VALUES ($a, $b, $c, $d, $e, $f, $g, 1, 0)", transaction,
                    workspace, began.IsDefault, began.SeedName, began.SeedHash, began.RunningMonth.ToString(), began.Profile, began.SecretKey);
                break;
            case DocumentsChanged changed:
                Put(workspace, changed.Changes, changed.IdCounter, transaction);
                break;
            case WorkspaceReset reset:
                Execute("UPDATE workspaces SET generation = generation + 1, month = $b WHERE id = $a", transaction, workspace, reset.RunningMonth.ToString());
                Put(workspace, reset.Changes, reset.IdCounter, transaction);
                break;
            case WorkspaceEnded:
                Execute("DELETE FROM workspaces WHERE id = $a", transaction, workspace);
                Execute("DELETE FROM documents WHERE workspace = $a", transaction, workspace);
                break;
        }
    }

    private void Put(byte[] workspace, IReadOnlyList<Change> changes, long idCounter, SqliteTransaction transaction)
    {
        Execute("UPDATE workspaces SET id_counter = $b WHERE id = $a", transaction, workspace, idCounter);
        foreach (var change in changes)
        {
            // Credentials survive a reset, so they stand in generation 0, which no reset ends.
            Execute(
                change.Table.Scope == TableScope.Secret
                    ? "INSERT OR REPLACE INTO documents VALUES ($a, 0, $b, $c, $d, $e)"
                    : "INSERT OR REPLACE INTO documents VALUES ($a, (SELECT generation FROM workspaces WHERE id = $a), $b, $c, $d, $e)",
                transaction, workspace, change.Table.Name, change.Id.ToByteArray(), change.Sequence,
                change.Document is null ? DBNull.Value : change.Table.Serialize(change.Document));
        }
    }

    private IEnumerable<Change> Changes(Guid workspace, Dictionary<string, TableDefinition> tables)
    {
        using var rows = Command(
            "SELECT tbl, id, sequence, json FROM documents WHERE workspace = $a AND generation IN (0, (SELECT generation FROM workspaces WHERE id = $a))",
            null, workspace.ToByteArray()).ExecuteReader();
        while (rows.Read())
        {
            // A table that this version does not know is left alone: a later one may.
            if (tables.TryGetValue(rows.GetString(0), out var table))
                yield return new(table, IdOf(rows, 1), rows.GetInt64(2), rows.IsDBNull(3) ? null : table.Deserialize((byte[])rows[3]));
        }
    }

    private static Guid IdOf(SqliteDataReader row, int column) => new((byte[])row[column]);

    private void Execute(string sql, SqliteTransaction? transaction = null, params ReadOnlySpan<object> values) => Command(sql, transaction, values).ExecuteNonQuery();

    // Commands are prepared once and used again.
    private SqliteCommand Command(string sql, SqliteTransaction? transaction = null, params ReadOnlySpan<object> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            commands.Add(sql, command);
        }

        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            var name = "$" + (char)('a' + i);
            if (command.Parameters.Count > i)
                command.Parameters[i].Value = values[i];
            else
                command.Parameters.AddWithValue(name, values[i]);
        }

        return command;
    }

    private void Try(Action act)
    {
        try
        {
            // Commits come from one thread, but files of kept seeds are read by requests.
            lock (access)
                act();
        }
        catch (SqliteException taken) when (taken.SqliteErrorCode is Busy or Locked)
        {
            throw new StorageException($"{path} is in use by another process.", taken);
        }
        catch (SqliteException failed)
        {
            throw new StorageException($"{path} cannot be used: {failed.Message.TrimEnd('.')}.", failed);
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or InvalidCastException or FormatException or ArgumentException)
        {
            throw new StorageException($"{path} holds something that cannot be read: {broken.Message.TrimEnd('.')}.", broken);
        }
    }
}
