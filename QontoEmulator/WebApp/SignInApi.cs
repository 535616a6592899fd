using QontoEmulator.Api;
using QontoEmulator.Control;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Pages;
using QontoEmulator.Sca;

namespace QontoEmulator.WebApp;

/// <summary>Signing in to the sandbox web app: e-mail and password, then the code of the phone (platform.md 2 and 3.1).</summary>
internal static class SignInApi
{
    private const string WrongPassword = "E-mail or password is wrong.";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup(WebAppPages.Root);

        app.Get("signin", Page.InWorkspace(Show)).AllowAnyone();
        app.Post("signin", Page.InWorkspace(GivePassword)).AllowAnyone();
        app.Post("signin/code", Page.InWorkspace(GiveCode)).AllowAnyone();
        app.Post("signin/at-once", Page.InWorkspace(SignInAtOnce)).AllowAnyone();
        app.Post("signout", Page.InWorkspace(SignOut)).AllowAnyone();
    }

    /// <summary>The sign-in page of a workspace, which leads on when it is done.</summary>
    /// <param name="call">The call that sends a browser there; its workspace is meant.</param>
    /// <param name="returnTo">Path and query on this server, as the browser knows them.</param>
    public static string Link(Call call, string returnTo) => WebAppPages.Link(call, "/signin", ("return_to", returnTo));

    /// <summary>The page that asks for the code, after the right password.</summary>
    public static Answer AskForCode(Call call, User user) => CodePageOf(call, 200, PageForm.Blank, PasswordTicket.For(call, user.Id));

    private static ValueTask<Answer> Show(Call call) => WebSessions.Of(call) is null
        ? SignInPageOf(call, 200, PageForm.Blank)
        : Answer.Redirect(LeadsTo(call));

    private static async ValueTask<Answer> GivePassword(Call call)
    {
        var form = await PageForm.Read(call);
        var email = form.Required("email", "Enter the e-mail address.");
        if (form["password"].Length == 0)
            form.Refuse("password", "Enter the password.");
        if (form.IsRefused)
            return SignInPageOf(call, 422, form);

        var user = User.ByEmail(call.Data, email);
        var right = user is not null && Passwords.IsRight(call, user, form["password"]);
        if (await call.Store.Write(tx => Lockout.Judge(tx, email, right)) is { } until)
            return SignInPageOf(call, 429, Locked(call, form, "password", until));
        if (right)
            return AskForCode(call, user!);

        Explain.Refusal(call.Http, 401, "Seeded users share one password, the setting user-password; users made here have the one that they chose.");
        form.Refuse("password", WrongPassword);
        return SignInPageOf(call, 401, form);
    }

    private static async ValueTask<Answer> GiveCode(Call call)
    {
        var form = await PageForm.Read(call);
        if (PasswordTicket.Read(call, form["token"]) is not { } id || call.Data.Find<User>(id) is not { } user)
        {
            form.Refuse("password", "That took too long. Enter the password again.");
            return SignInPageOf(call, 401, form);
        }

        var right = form.Text("code") == StrongAuthentication.AnyCode;
        if (await call.Store.Write(tx => Lockout.Judge(tx, user.Email, right)) is { } until)
            return CodePageOf(call, 429, Locked(call, form, "code", until), form["token"]);
        if (right)
            return await Begin(call, user);

        Explain.Refusal(call.Http, 401, $"In the sandbox every code is {StrongAuthentication.AnyCode}.");
        form.Refuse("code", form.Text("code").Length == 0 ? "Enter the code." : "This code is wrong.");
        return CodePageOf(call, 401, form, form["token"]);
    }

    // What the emulator adds: nobody has to type what the page shows anyway.
    private static async ValueTask<Answer> SignInAtOnce(Call call)
    {
        _ = await PageForm.Read(call);
        if (SharedUser(call) is not { } shared || User.ByEmail(call.Data, shared.Email) is not { } user)
            throw ErrorCatalog.NotFound.Refuse("This workspace has no shared user.");
        Explain.Step(call.Http, Stage.Note, "signed in without password and code, by the emulator's shortcut", user.Email);
        return await Begin(call, user);
    }

    private static async ValueTask<Answer> SignOut(Call call)
    {
        _ = await PageForm.Read(call);
        var cookie = await call.Store.Write(tx => WebSessions.End(tx, call));
        return Answer.Redirect(WebAppPages.Link(call, "/signin"), StatusCodes.Status303SeeOther).With(cookie);
    }

    private static async ValueTask<Answer> Begin(Call call, User user)
    {
        var cookie = await call.Store.Write(tx =>
        {
            Lockout.Forget(tx, user.Email);
            return WebSessions.Begin(tx, call, user.Id);
        });
        return Answer.Redirect(LeadsTo(call), StatusCodes.Status303SeeOther).With(cookie);
    }

    private static PageForm Locked(Call call, PageForm form, string field, DateTimeOffset until)
    {
        Explain.Refusal(call.Http, 429, $"{Lockout.Allowed} wrong tries lock an address; it opens again on the workspace's clock, which can be advanced.");
        form.Refuse(field, $"Too many wrong tries. Sign in again after {until:HH:mm:ss} UTC.");
        return form;
    }

    private static Answer SignInPageOf(Call call, int status, PageForm form) => Page.LeadingOn<SignInPage>(
        status,
        (nameof(SignInPage.Place), WebAppPages.Place(call)),
        (nameof(SignInPage.Form), form),
        (nameof(SignInPage.Shared), SharedUser(call)),
        (nameof(SignInPage.Action), Here(call, "/signin")),
        (nameof(SignInPage.AtOnce), Here(call, "/signin/at-once")),
        (nameof(SignInPage.SignUp), Here(call, "/signup")));

    private static Answer CodePageOf(Call call, int status, PageForm form, string ticket) => Page.LeadingOn<CodePage>(
        status,
        (nameof(CodePage.Place), WebAppPages.Place(call)),
        (nameof(CodePage.Form), form),
        (nameof(CodePage.Ticket), ticket),
        (nameof(CodePage.Action), Here(call, "/signin/code")),
        (nameof(CodePage.Back), Here(call, "/signin")));

    private static SharedUser? SharedUser(Call call) =>
        ControlApi.InfoOf(call, call.Workspace).User is { } user ? new(user.Email, user.Password, user.SmsCode) : null;

    /// <summary>A step of signing in that keeps where it is to lead.</summary>
    public static string Here(Call call, string below) => WebAppPages.Link(call, below, ("return_to", ReturnTo(call)));

    private static string LeadsTo(Call call) => ReturnTo(call) ?? WebAppPages.Link(call, "");

    // Only to this server: browsers read "//" and "/\" as another host, and leave out tabs and line breaks before they look.
    private static string? ReturnTo(Call call) =>
        call.Http.Request.Query["return_to"].ToString() is ['/', ..] path && path is not ['/', '/', ..] && path.All(c => c is > ' ' and <= '~' and not '\\') ? path : null;
}
