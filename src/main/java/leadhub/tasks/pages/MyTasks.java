package leadhub.tasks.pages;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadNames;
import leadhub.tasks.LeadTask;
import leadhub.tasks.TaskKind;
import leadhub.users.User;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, for the page about it.
 *
 * @param of whose: {@code mine}, {@code team}, or somebody's id
 * @param open by how urgent they are
 * @param done the tasks completed today
 * @param leads the leads of the tasks, by id
 * @param users who may have tasks
 * @param number of the page, from 1
 */
public record MyTasks(
        String of,
        @Nullable TaskKind kind,
        Map<TaskDays.Section, List<LeadTask>> open,
        List<LeadTask> done,
        Map<Long, Lead> leads,
        List<User> users,
        TaskDays days,
        long number,
        boolean isLast) {
    public static final String MINE = "mine";
    public static final String TEAM = "team";

    /** The name of the task's lead; {@code ""} if the lead was deleted in the meantime. */
    public String leadName(LeadTask task, Locale reader) {
        var lead = leads.get(task.leadId());
        return lead == null ? "" : LeadNames.of(lead, reader);
    }

    /** Who has it, where that isn't plain; {@code ""} for nobody. */
    public String worker(LeadTask task) {
        return of.equals(MINE) || task.assignedUserId() == null
                ? ""
                : users.stream()
                        .filter(user -> user.id() == task.assignedUserId())
                        .map(User::name)
                        .findFirst()
                        .orElse("");
    }

    public boolean isMine() {
        return of.equals(MINE);
    }

    /** What is looked at, as a query. */
    public String query() {
        return query(of, kind == null ? "" : kind.word(), number);
    }

    public String page(long other) {
        return "/tasks?" + query(of, kind == null ? "" : kind.word(), other);
    }

    public String kind(String other) {
        return "/tasks?" + query(of, other, 1);
    }

    public String whose(String other) {
        return "/tasks?" + query(other, kind == null ? "" : kind.word(), 1);
    }

    private static String query(String of, String kind, long number) {
        return "of=" + of + (kind.isEmpty() ? "" : "&kind=" + kind) + "&page=" + number;
    }
}
