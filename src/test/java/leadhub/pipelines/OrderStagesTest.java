package leadhub.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leadhub.web.input.Colors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderStagesTest {
    private static final List<String> ORDER = List.of("a", "b", "c");

    @Test
    void a_new_stage_goes_where_it_is_wanted_and_shifts_the_others() {
        assertThat(StageOrder.with(ORDER, "x", 1L)).containsExactly("x", "a", "b", "c");
        assertThat(StageOrder.with(ORDER, "x", 2L)).containsExactly("a", "x", "b", "c");
        assertThat(StageOrder.with(ORDER, "x", 4L)).containsExactly("a", "b", "c", "x");
    }

    @Test
    void no_position_and_one_beyond_the_end_mean_last() {
        assertThat(StageOrder.with(ORDER, "x", null)).endsWith("c", "x");
        assertThat(StageOrder.with(ORDER, "x", Long.MAX_VALUE)).endsWith("c", "x");
        assertThat(StageOrder.with(List.of(), "x", 7L)).containsExactly("x");
    }

    @Test
    void a_stage_moves_in_both_directions() {
        assertThat(StageOrder.with(ORDER, "a", 2L)).containsExactly("b", "a", "c");
        assertThat(StageOrder.with(ORDER, "a", 3L)).containsExactly("b", "c", "a");
        assertThat(StageOrder.with(ORDER, "c", 1L)).containsExactly("c", "a", "b");
        assertThat(StageOrder.with(ORDER, "b", 2L)).containsExactly("a", "b", "c");
    }

    @Test
    void those_behind_a_removed_stage_move_up() {
        assertThat(StageOrder.without(ORDER, "b")).containsExactly("a", "c");
    }

    @Test
    void the_stages_of_a_new_pipeline_stand_as_they_come() {
        assertThat(names(stage("a", null), stage("b", null), stage("c", null))).containsExactly("a", "b", "c");
    }

    @Test
    void the_stages_of_a_new_pipeline_stand_where_they_want_to() {
        assertThat(names(stage("c", 3L), stage("b", 2L), stage("a", 1L))).containsExactly("a", "b", "c");
        assertThat(names(stage("b", null), stage("c", null), stage("a", 1L))).containsExactly("a", "b", "c");
        assertThat(names(stage("b", 900L), stage("a", 20L))).containsExactly("a", "b");
    }

    private static List<String> names(NewStage... stages) {
        return StageOrder.of(List.of(stages)).stream().map(NewStage::name).toList();
    }

    private static NewStage stage(String name, @Nullable Long position) {
        return new NewStage(name, Colors.USUAL, position, false, false);
    }
}
