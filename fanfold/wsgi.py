"""For any other WSGI server: `fanfold.wsgi:application`. The clock then runs as `fanfold clock`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanfold.settings")
application = get_wsgi_application()
