package leadhub.workspaces;

import java.util.List;
import java.util.Objects;
import leadhub.panel.FormErrors;
import leadhub.panel.RegionChoices;

/** The model of Settings → General. */
public record GeneralScreen(
        Workspace workspace,
        List<RegionChoices.Choice> timeZones,
        List<RegionChoices.Choice> countries,
        List<RegionChoices.Choice> currencies,
        FormErrors mistake) {

    public String name() {
        return mistake.typed("general", "name", workspace.name());
    }

    public String timeZone() {
        return mistake.typed("general", "time_zone", workspace.timeZone());
    }

    public String country() {
        return mistake.typed("general", "default_country", workspace.defaultCountry());
    }

    public String currency() {
        return mistake.typed("general", "currency", workspace.currency());
    }

    public String language() {
        return Objects.requireNonNullElse(workspace.language(), "");
    }

    public boolean isWrong(String field) {
        return mistake.isAt("general", field);
    }
}
