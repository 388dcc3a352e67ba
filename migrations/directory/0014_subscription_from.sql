-- From which day (UTC) a change counts; absent where that is the day on which it was written down.
ALTER TABLE subscription_change ADD COLUMN effective_on TEXT;
