namespace QontoEmulator.Pages;

/// <summary>The look of all pages: system fonts, light and dark by the reader's choice, colours of at least 4.5:1.</summary>
internal static class Stylesheet
{
    public const string Css = """

        :root { --ink: #1d1d1b; --soft: #5a5a55; --paper: #f4f4f2; --card: #fff; --line: #d9d9d4; --accent: #4a3bd1; --accent-soft: #eeecfd; --on-accent: #fff; --good: #17693a; --bad: #a3232d; }
        @media (prefers-color-scheme: dark) { :root { --ink: #f1f1ee; --soft: #b3b3ac; --paper: #161615; --card: #22221f; --line: #3d3d39; --accent: #b3a9ff; --accent-soft: #2a2647; --on-accent: #161615; --good: #7bd8a0; --bad: #ff9aa2; } }
        * { box-sizing: border-box; }
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: var(--paper); color: var(--ink); }
        header, main, footer { max-width: 40rem; margin: 0 auto; padding: 0 1.25rem; }
        header { padding-top: 1.25rem; color: var(--soft); font-size: .9rem; } header p { margin: 0; } header span { overflow-wrap: anywhere; }
        footer { padding-top: 1.5rem; padding-bottom: 2rem; color: var(--soft); font-size: .85rem; }
        h1 { font-size: 1.5rem; line-height: 1.25; margin: 1rem 0 .25rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin: 2rem 0 .75rem; } h3 { font-size: 1.05rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
        section > p, .card > p { margin: 0 0 .75rem; }
        ul.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem; }
        .aside { margin-top: 1.25rem; border-left: 4px solid var(--accent); background: var(--accent-soft); padding: 1rem 1.25rem; border-radius: 0 .5rem .5rem 0; }
        .aside h2 { margin-top: 0; } .aside p:last-child { margin-bottom: 0; }
        .notice { background: var(--accent-soft); border-radius: .5rem; padding: .75rem 1rem; margin: 1rem 0; overflow-wrap: anywhere; }
        small { color: var(--soft); font-size: .92em; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; font-size: .92rem; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
        code { box-decoration-break: clone; -webkit-box-decoration-break: clone; background: var(--paper); border-radius: .25rem; padding: .1rem .3rem; overflow-wrap: anywhere; font-size: .92em; } .aside code { box-decoration-break: clone; -webkit-box-decoration-break: clone; background: var(--card); }
        a { color: var(--accent); }
        form { display: flex; gap: .75rem; margin-top: 1.25rem; }
        form.stack { flex-direction: column; gap: 1.25rem; }
        .field label { display: block; font-weight: 600; margin-bottom: .25rem; } .field p { margin: .35rem 0 0; font-size: .92rem; } .hint { color: var(--soft); } .error { color: var(--bad); font-weight: 600; }
        input { font: inherit; width: 100%; min-height: 3rem; padding: .5rem .75rem; border-radius: .5rem; border: 2px solid var(--soft); background: var(--card); color: var(--ink); } input[aria-invalid] { border-color: var(--bad); }
        textarea { font: inherit; width: 100%; padding: .5rem .75rem; border-radius: .5rem; border: 2px solid var(--soft); background: var(--card); color: var(--ink); resize: vertical; } textarea[aria-invalid] { border-color: var(--bad); }
        button { font: inherit; font-weight: 600; flex: 1; min-height: 3rem; padding: .5rem 1rem; border-radius: .5rem; border: 2px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; }
        button.quiet { background: transparent; color: var(--accent); }
        a:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
        a.button { display: inline-block; font-weight: 600; padding: .75rem 1rem; border-radius: .5rem; background: var(--accent); color: var(--on-accent); text-decoration: none; }
        .long { overflow-wrap: anywhere; } .app { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1rem; margin-bottom: 1rem; } .app img { margin-top: 1rem; border-radius: .75rem; } .app h1 { flex: 1 1 16rem; }
        fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: .75rem; } legend { font-weight: 600; padding: 0; margin-bottom: .5rem; } fieldset p { margin: 0; }
        .choice { display: flex; gap: .75rem; align-items: center; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: .75rem 1rem; cursor: pointer; overflow-wrap: anywhere; } .choice input { width: 1.25rem; min-height: 1.25rem; flex: none; accent-color: var(--accent); }
        .wide header, .wide main, .wide footer { max-width: 60rem; } .wide main { overflow-wrap: break-word; } .wide form.stack, .wide main > p:not(.notice) { max-width: 44rem; }
        nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; } nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; } nav a { overflow-wrap: anywhere; } nav form { margin: 0; } button.link { min-height: 0; padding: 0; border: 0; border-radius: 0; background: none; color: var(--accent); font-weight: 400; text-decoration: underline; }
        .bar { justify-content: space-between; border-bottom: 1px solid var(--line); padding: .75rem 0; } .bar > div { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; } .toggle { gap: 0; border: 2px solid var(--accent); border-radius: .5rem; overflow: hidden; } .toggle a { padding: .35rem .9rem; text-decoration: none; } .toggle a[aria-current] { background: var(--accent); color: var(--on-accent); }
        .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: .75rem; } .choice span { flex: 1; min-width: 0; } .mark { border: 1px solid currentColor; border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; white-space: nowrap; color: var(--soft); }
        .head { align-items: center; gap: .75rem 1rem; margin: 1.25rem 0 .75rem; } .head h1 { margin: 0; } .tile { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; } .tile > div { flex: 1 1 12rem; min-width: 0; overflow-wrap: anywhere; } .tile h1, .tile h2, .tile h3, .tile p { margin: 0; } .logo { width: 56px; height: 56px; border-radius: .75rem; flex: none; object-fit: contain; } span.logo { display: grid; place-items: center; background: var(--accent-soft); color: var(--accent); font-weight: 600; font-size: 1.4rem; }
        .card h2 { margin: 0 0 .5rem; } .card p { margin: 0 0 .5rem; } .card p:last-child { margin-bottom: 0; } .card + p, .aside + p, dl + p { margin-top: .75rem; } .tile + dl { margin-top: 1rem; } .lines { white-space: pre-line; } .pair, .kept { display: flex; gap: .75rem; align-items: center; } .kept { margin-top: .75rem; } .kept label { display: flex; gap: .5rem; align-items: center; } .kept input { width: 1.25rem; min-height: 1.25rem; } .actions { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; } button.fit { align-self: start; flex: none; }
        pre { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: .5rem 0 1rem; overflow-x: auto; font-size: .88rem; line-height: 1.6; } .bad { border-left-color: var(--bad); }
        .result { font-weight: 600; } .allow { color: var(--good); } .deny { color: var(--bad); }
        table { width: 100%; border-collapse: collapse; font-size: .92rem; } th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } th { color: var(--soft); font-weight: 500; } td.result { white-space: nowrap; } .short { white-space: nowrap; } .amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; } td.amount, th.amount { padding-right: 0; } .credit { color: var(--good); }
        summary { cursor: pointer; padding: .5rem 0; font-weight: 600; } ul.plain { margin: 0 0 .75rem; padding-left: 1.25rem; overflow-wrap: anywhere; } .row { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1rem; }

        """;
}
