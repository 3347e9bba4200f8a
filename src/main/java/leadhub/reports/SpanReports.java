package leadhub.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.leads.lists.LeadCube;
import leadhub.leads.lists.LeadCubes;
import leadhub.leads.lists.LeadLists;
import leadhub.pipelines.AllPipelines;
import leadhub.pipelines.Pipelines;
import leadhub.pipelines.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports on how long something took: leads in stages, and until somebody first answered. */
@Component
class SpanReports {
    private static final int MOST = 20_000;
    private static final BigDecimal SECONDS_OF_A_DAY = BigDecimal.valueOf(86_400);
    private static final BigDecimal MINUTES_OF_A_DAY = BigDecimal.valueOf(1_440);

    private final StaySql stays;
    private final ResponseSql responses;
    private final LeadLists lists;
    private final LeadCubes cubes;
    private final Pipelines pipelines;

    SpanReports(StaySql stays, ResponseSql responses, LeadLists lists, LeadCubes cubes, Pipelines pipelines) {
        this.stays = stays;
        this.responses = responses;
        this.lists = lists;
        this.cubes = cubes;
        this.pipelines = pipelines;
    }

    /** By time, and within a period in the order of pipelines and stages. */
    List<ReportTable.Row> stages(Caller caller, ReportRequest request) {
        var matching = lists.matching(caller, request.filter());
        var found = stays.read(caller.workspaceId(), matching, request, MOST + 1);
        if (found.size() > MOST) {
            throw Problem.invalid("from", Refusal.of("report.too_much").with("max", MOST))
                    .exception();
        }
        var all = pipelines.all(caller);
        return found.stream()
                .filter(one -> all.stage(one.stageId()).isPresent())
                .sorted(Comparator.comparing(
                                StaySql.Stays::period, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
                        .thenComparing(one -> stage(all, one).pipelineId())
                        .thenComparing(one -> stage(all, one).position()))
                .map(one -> row(all, one))
                .toList();
    }

    private static Stage stage(AllPipelines all, StaySql.Stays one) {
        return all.stage(one.stageId()).orElseThrow();
    }

    private static ReportTable.Row row(AllPipelines all, StaySql.Stays one) {
        var stage = stage(all, one);
        var average = BigDecimal.valueOf(one.seconds())
                .divide(SECONDS_OF_A_DAY.multiply(BigDecimal.valueOf(one.left())), 4, RoundingMode.HALF_UP);
        return ReportTable.Row.of()
                .with(ReportColumn.PERIOD, one.period())
                .with(
                        ReportColumn.PIPELINE,
                        all.pipeline(stage.pipelineId()).orElseThrow().name())
                .with(ReportColumn.STAGE_ID, stage.id())
                .with(ReportColumn.STAGE, stage.name())
                .with(ReportColumn.LEFT, one.left())
                .with(ReportColumn.MOVED_ON, one.movedOn())
                .with(ReportColumn.MOVED_ON_RATE, Reports.share(one.movedOn(), one.left()))
                .with(
                        ReportColumn.MEDIAN_DAYS,
                        BigDecimal.valueOf(one.median()).divide(MINUTES_OF_A_DAY, 4, RoundingMode.HALF_UP))
                .with(ReportColumn.AVERAGE_DAYS, average);
    }

    /** By time, no period left out. Leads are counted as in other reports, answers by themselves. */
    List<ReportTable.Row> responses(Caller caller, ReportRequest request) {
        var came = new HashMap<@Nullable LocalDate, Long>();
        cubes.cells(caller, request.filter(), request.cube())
                .forEach((key, sum) -> came.merge(key.period(), sum.leads(), Long::sum));
        var answered = new HashMap<@Nullable LocalDate, ResponseSql.Responses>();
        responses
                .read(caller.workspaceId(), lists.matchingWithTime(caller, request.filter()), request)
                .forEach(one -> answered.put(one.period(), one));
        var periods = request.unit() == LeadCube.Unit.NONE
                ? java.util.Collections.<@Nullable LocalDate>singletonList(null)
                : request.periods().days().toList();
        return periods.stream()
                .map(period -> row(period, Objects.requireNonNullElse(came.get(period), 0L), answered.get(period)))
                .toList();
    }

    private static ReportTable.Row row(
            @Nullable LocalDate period, long leads, ResponseSql.@Nullable Responses responses) {
        var row = ReportTable.Row.of().with(ReportColumn.PERIOD, period).with(ReportColumn.LEADS, leads);
        if (responses == null) {
            return row.with(ReportColumn.ANSWERED, 0L)
                    .with(ReportColumn.WITHIN_HOUR, Reports.share(0, leads))
                    .with(ReportColumn.WITHIN_DAY, Reports.share(0, leads));
        }
        return row.with(ReportColumn.ANSWERED, responses.answered())
                .with(ReportColumn.MEDIAN_MINUTES, responses.median())
                .with(ReportColumn.P90_MINUTES, responses.ninth())
                .with(ReportColumn.WITHIN_HOUR, Reports.share(responses.withinHour(), leads))
                .with(ReportColumn.WITHIN_DAY, Reports.share(responses.withinDay(), leads));
    }
}
