using QontoEmulator;
using QontoEmulator.Seeding;

return await (args switch
{
    ["seed", ..] => Task.FromResult(SeedCommand.Run(args, Console.Out, Console.Error)),
    ["healthcheck", .. var rest] => Healthcheck.Run(rest, Console.Error),
    ["--help" or "-h" or "help", ..] => Task.FromResult(Help.Print(Console.Out)),
    ["serve", .. var rest] => Server.Run(rest, Console.Out, Console.Error),
    _ => Server.Run(args, Console.Out, Console.Error),
});
