package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import leadhub.testing.TestServer;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.Test;

/** Whatever is kept of leads is declared, so that nothing is left behind or lost when they are deleted or erased. */
class DeclarePartsOfLeadsTest {
    /** Tables without a lead's id that hold what people told a company nevertheless, whole answers for example. */
    private static final Set<String> ABOUT_PEOPLE =
            Set.of("audit_entries", "form_partials", "idempotent_answers", "imports", "import_rows");

    /** The lead itself is no part of it. */
    private static final String LEADS = "leads";

    private final TestServer server = TestServer.get();
    private final WorkspaceTables tables = new WorkspaceTables(server);
    private final TreeMap<String, LeadPart> parts = new TreeMap<>();

    DeclarePartsOfLeadsTest() {
        server.beans(LeadPart.class)
                .forEach(part -> assertThat(parts.put(part.table(), part))
                        .as(part.table())
                        .isNull());
    }

    @Test
    void every_table_that_is_about_leads_is_declared() {
        var about = new TreeSet<>(ABOUT_PEOPLE);
        tables.all().stream()
                .filter(table -> tables.columns(table).contains("lead_id") && !table.equals(LEADS))
                .forEach(about::add);
        assertThat(parts.keySet()).isEqualTo(about);
    }

    @Test
    void what_goes_with_a_lead_can_be_found_by_it() {
        parts.values().stream()
                .filter(part -> part.deletion() != LeadPart.Deletion.STAYS)
                .forEach(part -> assertThat(tables.columns(part.table()))
                        .as(part.table())
                        .contains("workspace_id", "lead_id"));
    }

    /** Each row is known by its id, so that it finds its way back when the leads are taken apart again. */
    @Test
    void what_moves_with_a_merged_lead_can_move_back() {
        parts.values().stream()
                .filter(part -> part.merge() == LeadPart.Merge.MOVES)
                .forEach(part -> assertThat(tables.columns(part.table()))
                        .as(part.table())
                        .contains("workspace_id", "lead_id", "id"));
    }

    @Test
    void what_is_redacted_stays_and_what_is_made_anew_is_not_kept() {
        parts.values().forEach(part -> {
            if (part.erasure() == LeadPart.Erasure.REDACTED) {
                assertThat(part.deletion()).as(part.table()).isEqualTo(LeadPart.Deletion.STAYS);
            }
            assertThat(part.deletion() == LeadPart.Deletion.MADE_ANEW)
                    .as(part.table())
                    .isEqualTo(part.merge() == LeadPart.Merge.MADE_ANEW);
        });
    }
}
