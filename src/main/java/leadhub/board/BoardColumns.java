package leadhub.board;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.base.Slice;
import leadhub.leads.lists.LeadFigures;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.pages.LeadsAsked;
import leadhub.leads.record.Lead;
import leadhub.panel.Visit;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Stage;
import leadhub.tasks.NextTasks;
import leadhub.tasks.pages.TaskDays;
import org.springframework.stereotype.Component;

/** Reads the columns of a board: a stage each, with its first cards and what its deals come to. */
@Component
class BoardColumns {
    /** So many filtered deals are added up in a moment; of more, their sum isn't shown. */
    private static final long MOST_ADDED_UP = 10_000;

    private final LeadLists lists;
    private final LeadFigures figures;
    private final NextTasks tasks;
    private final Clock clock;

    BoardColumns(LeadLists lists, LeadFigures figures, NextTasks tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
        this.lists = lists;
        this.figures = figures;
    }

    /** Whether all leads are asked for, the newest first. */
    static boolean isUsual(LeadsAsked wanted) {
        return !wanted.form().isFiltered()
                && wanted.sort() == LeadSort.CREATED_AT
                && wanted.direction() == LeadSort.Direction.DESC;
    }

    /** All of them from their first cards; none where the address asks for what can't be. */
    List<BoardScreen.Column> all(Visit visit, Pipeline pipeline, LeadsAsked wanted) {
        var stages = wanted.form().choices().stagesOf(pipeline.id());
        if (!wanted.problems().isEmpty()) {
            return List.of();
        }
        var columns = withTasks(
                visit,
                stages.stream().map(stage -> bare(visit, stage, wanted, 1)).toList());
        var values = wanted.form().isFiltered() ? values(visit, columns, wanted) : values(visit, ids(stages));
        return columns.stream().map(column -> column.worth(values)).toList();
    }

    /** One of them, from a page of cards on, without what its deals come to. */
    BoardScreen.Column one(Visit visit, Stage stage, LeadsAsked wanted, long number) {
        return withTasks(visit, List.of(bare(visit, stage, wanted, number))).getFirst();
    }

    private BoardScreen.Column bare(Visit visit, Stage stage, LeadsAsked wanted, long number) {
        var page = lists.previews(
                visit.caller(),
                new LeadList(
                        wanted.filter().inStage(stage.id()),
                        wanted.sort(),
                        wanted.direction(),
                        Slice.ofPage(number, BoardScreen.Column.CARDS)),
                Set.of());
        var next = number * BoardScreen.Column.CARDS < page.total() ? number + 1 : 0;
        return new BoardScreen.Column(
                stage, page.items(), page.total(), Map.of(), next, wanted.form(), today(visit), Map.of());
    }

    private TaskDays today(Visit visit) {
        return new TaskDays(clock.instant(), visit.page().zone());
    }

    private List<BoardScreen.Column> withTasks(Visit visit, List<BoardScreen.Column> columns) {
        var ids = columns.stream()
                .flatMap(column -> column.leads().stream())
                .map(Lead::id)
                .toList();
        var next = tasks.of(visit.caller(), ids);
        return columns.stream().map(column -> column.with(next)).toList();
    }

    /** All of them, each with those of some leads alone. */
    List<BoardScreen.Column> changed(Visit visit, Pipeline pipeline, LeadsAsked wanted, Collection<Lead> leads) {
        var ids = ids(wanted.form().choices().stagesOf(pipeline.id()));
        var values = values(visit, ids);
        return some(visit, pipeline, wanted, leads, figures.byStage(visit.caller(), ids)).stream()
                .map(column -> column.worth(values))
                .toList();
    }

    /** The same without how many there are and what they come to, which their tasks leave as it is. */
    List<BoardScreen.Column> tasked(Visit visit, Pipeline pipeline, LeadsAsked wanted, Collection<Lead> leads) {
        return leads.isEmpty() ? List.of() : some(visit, pipeline, wanted, leads, Map.of());
    }

    private List<BoardScreen.Column> some(
            Visit visit, Pipeline pipeline, LeadsAsked wanted, Collection<Lead> leads, Map<Long, Long> totals) {
        var columns = wanted.form().choices().stagesOf(pipeline.id()).stream()
                .map(stage -> new BoardScreen.Column(
                        stage,
                        leads.stream()
                                .filter(lead -> lead.stageId() == stage.id())
                                .toList(),
                        totals.getOrDefault(stage.id(), 0L),
                        Map.of(),
                        0,
                        wanted.form(),
                        today(visit),
                        Map.of()))
                .toList();
        return withTasks(visit, columns);
    }

    private Map<Long, Map<String, BigDecimal>> values(Visit visit, List<Long> stageIds) {
        return figures.valueByStage(visit.caller(), stageIds, visit.visitor().currency());
    }

    private Map<Long, Map<String, BigDecimal>> values(
            Visit visit, List<BoardScreen.Column> columns, LeadsAsked wanted) {
        var filled = columns.stream().filter(column -> column.total() > 0).toList();
        var total = filled.stream().mapToLong(BoardScreen.Column::total).sum();
        if (filled.isEmpty() || total > MOST_ADDED_UP) {
            return Map.of();
        }
        var stages = filled.stream().map(column -> column.stage().id()).toList();
        return figures.valueByStage(
                visit.caller(), wanted.filter(), stages, visit.visitor().currency());
    }

    private static List<Long> ids(List<Stage> stages) {
        return stages.stream().map(Stage::id).toList();
    }
}
