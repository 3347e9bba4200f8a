package leadhub.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All tables that hold rows of workspaces, as the database has them. */
public final class WorkspaceTables {
    /** From a token or an e-mail to its workspace: asked before a workspace is known. */
    private static final Set<String> LOOK_UPS = Set.of(
            "logins",
            "sessions",
            "session_users",
            "one_time_links",
            "denied_calls",
            "hook_tokens",
            "automation_hook_tokens",
            "form_public_ids",
            "bot_ids",
            "visitor_tokens",
            "intake_due",
            "unsubscribe_links",
            "webhook_due",
            "webhook_workspaces",
            "automation_due",
            "integration_due",
            "mailbox_due");

    /** Refusals are told of sooner or later, and who looks for work may leave a mark. */
    private static final Set<String> CHANGES_BY_ITSELF =
            Set.of("denied_calls", "intake_due", "webhook_due", "automation_due", "integration_due", "mailbox_due");

    /** Of those who were refused there is meant to be a trace, sooner or later. */
    private static final List<String> REFUSALS = List.of("access.denied", "sign_in.failed");

    private final TestServer server;
    private final Map<String, List<String>> columns = new TreeMap<>();
    private final List<String> withoutWorkspace = new ArrayList<>();
    private final Set<String> numbered = new TreeSet<>();

    public WorkspaceTables(TestServer server) {
        this.server = server;
        try (var owner = server.database().owner().connect();
                var statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        select table_name, column_name, column_default like 'nextval(%' as is_number
                        from information_schema.columns
                        join information_schema.tables using (table_schema, table_name)
                        where table_schema = current_schema()
                          and table_type = 'BASE TABLE'
                        order by table_name, ordinal_position
                        """)) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), table -> new ArrayList<>())
                        .add(rows.getString(2));
                if (rows.getString(2).equals("id") && rows.getBoolean(3)) {
                    numbered.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        columns.keySet().stream()
                .filter(table -> !columns(table).contains("workspace_id"))
                .forEach(withoutWorkspace::add);
        withoutWorkspace.add("api_key_hashes");
        // A key's hash holds nothing that its key doesn't.
        columns.keySet()
                .removeIf(table ->
                        table.equals("api_key_hashes") || !columns(table).contains("workspace_id"));
    }

    /** The names of those that row-level security holds. */
    public List<String> all() {
        return columns.keySet().stream()
                .filter(table -> !LOOK_UPS.contains(table))
                .toList();
    }

    /** The names of all others, which belong to none or are asked before one is known. */
    public List<String> ofNoWorkspace() {
        var others = new ArrayList<>(LOOK_UPS);
        others.addAll(withoutWorkspace);
        return others;
    }

    /** Those whose rows get an id of a sequence, where they aren't given one. */
    public Set<String> numbered() {
        return Set.copyOf(numbered);
    }

    /** The columns of one, in their order. */
    public List<String> columns(String table) {
        return columns.getOrDefault(table, List.of());
    }

    /** Every row of a workspace, table by table, look-ups too, but for refusals: what must be the same before and after. */
    public Map<String, List<String>> rows(TestWorkspace workspace) {
        var rows = new TreeMap<String, List<String>>();
        try (var application = server.database().application().connect()) {
            application.setAutoCommit(false);
            try (var statement = application.createStatement()) {
                statement.execute("select set_workspace('%d')".formatted(workspace.id()));
                for (var table : columns.keySet()) {
                    if (CHANGES_BY_ITSELF.contains(table)) {
                        continue;
                    }
                    var texts = new ArrayList<String>();
                    try (var found =
                            statement.executeQuery("select t::text from %s t where workspace_id = %d order by 1"
                                    .formatted(table, workspace.id()))) {
                        while (found.next()) {
                            var text = found.getString(1);
                            if (REFUSALS.stream().noneMatch(text::contains)) {
                                texts.add(text);
                            }
                        }
                    }
                    rows.put(table, texts);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }
}
