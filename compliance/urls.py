public: list = []
desk: list = []
desk_home: list = []
county: list = []
