package leadhub.workspaces;

import leadhub.base.Role;
import leadhub.panel.DateFormat;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.RegionChoices;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Settings → General: the workspace's name, country, currency, time zone and language. */
@Component
class GeneralPages implements PageRoutes.Provider {
    private final Workspaces workspaces;

    GeneralPages(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/settings/general", Role.ADMIN, this::show)
                .inSettings(20, "settings", "settings.general")
                .post("/settings/general", Role.ADMIN, this::change);
    }

    private Reply show(Visit visit) {
        return Reply.page("workspaces/general.jte", screen(visit, FormErrors.NONE));
    }

    private Reply change(Visit visit) {
        var form = visit.form();
        var change = new WorkspaceChange(
                form.solidText("name", Workspaces.MOST_NAME_CHARACTERS),
                form.solidText("time_zone", 100),
                form.solidText("default_country", 2),
                form.solidText("currency", 3),
                form.text("language", 10),
                form.text("date_format", 20).map(word -> DateFormat.of(word == null ? "" : word)));
        var mistake = FormErrors.of("general", form, () -> workspaces.change(visit.caller(), change));
        return mistake.isNone()
                ? Reply.redirect("/settings/general").saying("settings.saved")
                : Reply.refused("workspaces/general.jte", screen(visit, mistake));
    }

    private GeneralScreen screen(Visit visit, FormErrors mistake) {
        var workspace = workspaces.get(visit.caller());
        var locale = visit.page().locale();
        return new GeneralScreen(
                workspace,
                RegionChoices.timeZones(locale, workspace.timeZone()),
                RegionChoices.countries(locale),
                RegionChoices.currencies(locale),
                mistake);
    }
}
