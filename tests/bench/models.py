#!/usr/bin/env python3
"""models -- the models of rt-churn as well as lifetimes and lifelines can do them.

    models.py paretonbd|bgnbd PURCHASES        fits and forecasts, 52 weeks ahead
    models.py survival CUSTOMERS               Kaplan and Meier
    models.py has                              whether both are there

Tables are read by pandas; how long it takes to load the packages is among the times
of both, as it is for who uses them.
"""
import sys
import warnings

warnings.filterwarnings('ignore')


def purchases(model, path):
    import lifetimes
    import pandas as pd
    from lifetimes.utils import summary_data_from_transaction_data
    t = pd.read_csv(path, dtype={'customer_id': str}, parse_dates=['date'])
    s = summary_data_from_transaction_data(t, 'customer_id', 'date', freq='W')
    fitter = lifetimes.ParetoNBDFitter() if model == 'paretonbd' else lifetimes.BetaGeoFitter()
    fitter.fit(s['frequency'], s['recency'], s['T'])
    s['alive'] = fitter.conditional_probability_alive(s['frequency'], s['recency'], s['T'])
    s['expected'] = fitter.conditional_expected_number_of_purchases_up_to_time(
        52, s['frequency'], s['recency'], s['T'])
    s.to_csv(sys.stdout)


def survival(path):
    import pandas as pd
    from lifelines import KaplanMeierFitter
    t = pd.read_csv(path)
    k = KaplanMeierFitter().fit(t['duration'], t['event'])
    k.event_table.join(k.survival_function_).join(k.confidence_interval_).to_csv(sys.stdout)


if sys.argv[1] == 'has':
    import lifelines  # noqa: F401
    import lifetimes  # noqa: F401
elif sys.argv[1] == 'survival':
    survival(sys.argv[2])
else:
    purchases(sys.argv[1], sys.argv[2])
