package leadhub.duplicates.pages;

import java.util.List;
import leadhub.base.Refusal;
import leadhub.imports.HeldRow;

/**
 * A row of an import beside the lead that its person is.
 *
 * @param fields of which the row says something: what the lead has, and what the row says
 * @param refused why what was asked for can't be done; empty for nothing
 */
public record HeldScreen(HeldRow row, List<MergeScreen.Row> fields, List<Refusal> refused) {
    public String path() {
        return "/leads/duplicates/rows/" + row.id();
    }

    public String dismissPath() {
        return "/leads/duplicates/" + row.id() + "/dismiss";
    }
}
