-- Filters and scoring rules compare fields with values in the same words now, and call fields as the API does.

-- Policies are forced on the tables' owner too, who may be no superuser and is in no workspace here; let go for a moment.
alter table saved_views no force row level security;
alter table scoring_rules no force row level security;

-- A view's query is the address of a list: field.1=company&is.1=contains_not&value.1=x
update saved_views
set query = regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
            regexp_replace(query,
            '(^|&)(is\.[0-9]+)=(?:is|on)(?=&|$)', '\1\2=equals', 'g'),
            '(^|&)(is\.[0-9]+)=is_not(?=&|$)', '\1\2=not_equals', 'g'),
            '(^|&)(is\.[0-9]+)=contains_not(?=&|$)', '\1\2=not_contains', 'g'),
            '(^|&)(is\.[0-9]+)=before(?=&|$)', '\1\2=less', 'g'),
            '(^|&)(is\.[0-9]+)=after(?=&|$)', '\1\2=greater', 'g'),
            '(^|&)(field\.[0-9]+)=stage_id(?=&|$)', '\1\2=pipeline_stage_id', 'g'),
            '(^|&)(field\.[0-9]+)=custom\.', '\1\2=custom_fields.', 'g')
where query ~ '(^|&)(field|is)\.[0-9]+=';

alter table scoring_rules drop constraint scoring_rules_operator_check;
alter table scoring_rules add constraint scoring_rules_operator_check check (operator in
    ('equals', 'not_equals', 'contains', 'not_contains', 'greater', 'less', 'present', 'absent'));
update scoring_rules
set field = 'pipeline_stage_id'
where field = 'stage';

alter table saved_views force row level security;
alter table scoring_rules force row level security;
