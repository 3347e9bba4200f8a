-- What a source has made of a row already, before anybody works on it: a form's submission, whose lead is still to be made.
alter table intake add column record_id bigint;
