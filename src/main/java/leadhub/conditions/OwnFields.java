package leadhub.conditions;

import java.util.List;

/** The standard fields of leads, as conditions use them; implemented by leads. */
@FunctionalInterface
public interface OwnFields {
    /** All of them in the order people choose from; what the workspace has to choose from is not in them yet. */
    List<ConditionField> all();
}
